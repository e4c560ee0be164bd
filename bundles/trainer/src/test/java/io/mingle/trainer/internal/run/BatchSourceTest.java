package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.EngineUnavailableException;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.picture.TinyBatches;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchSourceTest {

    @TempDir Path folder;

    @Test
    void batchesDependOnTheirNumberAndNotOnThreadsOrOnWhereATrainingBegan() throws IOException {
        try (TinyBatches batches = new TinyBatches(folder)) {
            LearntTask look = new LearntTask("look", batches.sampler(), 0, 1);
            List<Place> round = List.of(new Place(look, 2));
            agree(
                    new BatchSource(round, 9, Position.START, 3),
                    new BatchSource(round, 9, at(2), 1));
        }
    }

    private static Position at(long batches) {
        return new Position(batches, batches, 0, 0, Duration.ZERO, false);
    }

    /** Draws numbers of one kind first, then of another. */
    private record Numbered(String easy) implements Sampler<Integer> {

        @Override
        public Sampler<Integer> at(long batch) {
            return new Numbered(batch < 2 ? "easy" : "all");
        }

        @Override
        public Supplier<Integer> examples(SplittableRandom random) {
            return () -> easy.equals("easy") ? 1 : 2;
        }

        @Override
        public int room(Integer example) {
            return 1;
        }

        @Override
        public Batch batch(List<Integer> examples) {
            return Batch.of(1).numbers("number", new long[] {examples.get(0)}).build();
        }
    }

    @Test
    void whatIsEasyComesFirstInEachScheduleAndAlsoWhereATrainingGoesOn() {
        List<Place> round = List.of(new Place(new LearntTask("n", new Numbered("all"), 0, 1), 1));
        Position schedule = at(7).withNewSchedule(false);
        assertEquals(List.of(1L, 1L, 2L, 2L), numbers(new BatchSource(round, 9, schedule, 2)));
        Position later = new Position(8, 8, 7, 1, Duration.ZERO, true);
        assertEquals(List.of(1L, 2L, 2L, 2L), numbers(new BatchSource(round, 9, later, 2)));
    }

    /** Asks a program for what it draws, which is not there. */
    private record Helpless() implements Sampler<Integer> {

        @Override
        public Supplier<Integer> examples(SplittableRandom random) {
            return () -> {
                throw new EngineUnavailableException("Nobody speaks. Install espeak-ng.", null);
            };
        }

        @Override
        public int room(Integer example) {
            return 1;
        }

        @Override
        public Batch batch(List<Integer> examples) {
            throw new AssertionError("Nothing was drawn.");
        }
    }

    @Test
    void whatIsMissingToDrawWithIsTold() {
        List<Place> round = List.of(new Place(new LearntTask("n", new Helpless(), 0, 1), 1));
        try (BatchSource source = new BatchSource(round, 9, Position.START, 1)) {
            EngineUnavailableException told =
                    assertThrows(EngineUnavailableException.class, source::next);
            assertEquals("Nobody speaks. Install espeak-ng.", told.getMessage());
        }
    }

    private static List<Long> numbers(BatchSource source) {
        try (source) {
            return IntStream.range(0, 4)
                    .mapToObj(i -> source.next().candidates().batches().get(0))
                    .map(it -> ((Batch.Numbers) it.tensors().get("number")).elements()[0])
                    .toList();
        }
    }

    private static void agree(BatchSource all, BatchSource later) {
        try (BatchSource whole = all;
                BatchSource resumed = later) {
            whole.next();
            whole.next();
            List<Batch> third = whole.next().candidates().batches();
            List<Batch> first = resumed.next().candidates().batches();
            assertEquals(2, third.size());
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(rows(third.get(i)), rows(first.get(i)));
            }
        }
    }

    private static Object[] rows(Batch batch) {
        return ((Batch.Values) batch.tensors().get("rows")).parts().toArray();
    }

    @Test
    void noBatchDrawsTheRandomNumbersOfAnother() {
        Set<Long> seen = new HashSet<>();
        for (int number = 0; number < 50; number++) {
            SplittableRandom stream = BatchSource.stream(9, number);
            for (int i = 0; i < 200; i++) {
                assertTrue(seen.add(stream.nextLong()), "batch " + number + ", draw " + i);
            }
        }
    }
}
