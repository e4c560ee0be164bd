package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.Batch;
import io.mingle.trainer.picture.TinyBatches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
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
            agree(new BatchSource(round, 9, 0, 3), new BatchSource(round, 9, 2, 1));
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
