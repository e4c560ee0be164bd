package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        List<Lesson> turns = List.of(new Lesson(new LookTask(), 2));
        try (TinyBatches batches = new TinyBatches(folder);
                BatchSource whole = new BatchSource(batches.maker(), turns, 9, 0, 3);
                BatchSource resumed = new BatchSource(batches.maker(), turns, 9, 2, 1)) {
            whole.next();
            whole.next();
            List<Batch> third = whole.next().batches();
            List<Batch> first = resumed.next().batches();
            assertEquals(2, third.size());
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(third.get(i).rows().toArray(), first.get(i).rows().toArray());
                assertArrayEquals(third.get(i).targets(), first.get(i).targets());
            }
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
