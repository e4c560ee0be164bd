package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.training.TrainingPlan;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.trainer.data.LookTask;
import io.mingle.trainer.internal.batch.TinyBatches;
import io.mingle.trainer.internal.learn.Learner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class TrainingRunTest {

    @TempDir Path folder;

    @Test
    void anInterruptEndsItBetweenTwoUpdatesAndNothingIsLost() throws Exception {
        Position position = interrupted(Position.START, 1);
        assertEquals(4 * position.updates(), position.batches());
        assertFalse(position.further());
    }

    @Test
    void aTrainingThatGoesFurtherLearnsFromAPartOfWhatItDraws() throws Exception {
        Position position = interrupted(Position.START.withNewSchedule(), 3);
        assertEquals(2 * position.updates(), position.batches());
        assertTrue(position.further());
    }

    private Position interrupted(Position start, int candidates) throws Exception {
        assertTrue(PlainEngine.start().usable());
        TrainingPlan plan =
                new TrainingPlan(List.of("look"), folder, false, Duration.ofHours(1), 7, 2);
        List<Lesson> turns = List.of(new Lesson(new LookTask(), candidates));
        long updates;
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "run");
                TinyBatches batches = new TinyBatches(folder);
                Learner learner = new Learner(runtime, batches.networks(), 2, 7);
                BatchSource source = new BatchSource(batches.maker(), turns, 7, 0, 1)) {
            Thread trains = Thread.currentThread();
            new TrainingRun(plan, learner, source, start, told -> trains.interrupt()).run();
            updates = learner.updates();
        }
        assertTrue(Thread.interrupted(), "still, and all was given back nevertheless");
        Position position = Position.of(folder.resolve(TrainingRun.STATE));
        assertTrue(position.updates() > 0);
        assertEquals(updates, position.updates());
        assertTrue(position.samples() >= position.batches() * 4 * candidates);
        assertTrue(Files.isRegularFile(folder.resolve("model.safetensors")));
        assertFalse(position.elapsed().isZero());
        return position;
    }
}
