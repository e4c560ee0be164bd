package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    /** Counts, three in a batch. */
    private static final class Counting implements Sampler<Integer> {

        @Override
        public Supplier<Integer> examples(SplittableRandom random) {
            return IntStream.iterate(0, i -> i + 1).boxed().iterator()::next;
        }

        @Override
        public int room(Integer example) {
            return 3;
        }

        @Override
        public Batch batch(List<Integer> examples) {
            long[] values = examples.stream().mapToLong(Integer::longValue).toArray();
            return Batch.of(examples.size()).numbers("n", values).build();
        }
    }

    private static List<Long> numbers(Batch batch) {
        long[] elements = ((Batch.Numbers) batch.tensors().get("n")).elements();
        return IntStream.range(0, elements.length).mapToObj(i -> elements[i]).toList();
    }

    @Test
    void theHardestOfAllBatchesMakeOne() {
        Candidates<Integer> candidates =
                Candidates.draw(new Counting(), new SplittableRandom(1), 3);
        assertEquals(9, candidates.examples());
        assertEquals(List.of(3L, 4L, 5L), numbers(candidates.batches().get(1)));
        List<float[]> losses = IntStream.range(0, 3).mapToObj(i -> new float[3]).toList();
        losses.get(1)[2] = 7;
        losses.get(2)[0] = 9;
        losses.get(0)[2] = 8;

        assertEquals(List.of(6L, 2L, 5L), numbers(candidates.hardest(losses)));
    }
}
