package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.data.DrawnTask;
import io.mingle.trainer.data.LookTask;
import io.mingle.trainer.internal.batch.Batch;
import io.mingle.trainer.internal.batch.TinyBatches;
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
        List<DrawnTask> tasks = List.of(new LookTask());
        try (TinyBatches batches = new TinyBatches(folder);
                BatchSource whole = new BatchSource(batches.maker(), tasks, 9, 0, 3);
                BatchSource resumed = new BatchSource(batches.maker(), tasks, 9, 2, 1)) {
            whole.next();
            whole.next();
            Batch third = whole.next();
            Batch first = resumed.next();
            assertArrayEquals(third.rows(), first.rows());
            assertArrayEquals(third.targets(), first.targets());
        }
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
