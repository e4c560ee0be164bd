package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.training.Adjustments;
import io.mingle.trainer.picture.TinyBatches;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerMemoryTest {

    @TempDir Path folder;

    private static TrainingProgram program(TinyBatches batches) {
        return new TrainingProgram(
                List.of(TinyBatches.objective()), batches.config(), Adjustments.NONE);
    }

    @Test
    void whatWasMadeIsFreedWhereverMemoryRunsOut() throws Exception {
        try (TinyBatches batches = new TinyBatches(folder)) {
            MemoryRuntime enough = new MemoryRuntime(Integer.MAX_VALUE);
            new Learner(enough.runtime(), program(batches), 2, 7).close();
            assertEquals(0, enough.open());
            assertTrue(enough.made() > 100, "tensors of three lists and of two lanes");
            for (int most = 0; most < enough.made(); most += 7) {
                MemoryRuntime little = new MemoryRuntime(most);
                assertThrows(
                        OutOfMemoryError.class,
                        () -> new Learner(little.runtime(), program(batches), 2, 7));
                assertEquals(most, little.made());
                assertEquals(0, little.open(), "of " + most);
            }
        }
    }
}
