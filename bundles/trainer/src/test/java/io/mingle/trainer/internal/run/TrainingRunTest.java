package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.TrainingPlan;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.TrainingProgram;
import io.mingle.trainer.picture.TinyBatches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertFalse(position.continued());
    }

    @Test
    void aTrainingThatGoesFurtherLearnsFromAPartOfWhatItDraws() throws Exception {
        Position position = interrupted(Position.START.withNewSchedule(false), 3);
        assertEquals(2 * position.updates(), position.batches());
        assertTrue(position.continued());
    }

    private static LearntTask look(TinyBatches batches) {
        return new LearntTask("look", batches.sampler(), 0, 1);
    }

    private static TrainingProgram program(TinyBatches batches) {
        return new TrainingProgram(
                List.of(TinyBatches.objective()), batches.config(), Adjustments.NONE);
    }

    @Test
    void weightsThatAreNotTheBestLeaveTheModelAsItIsAndTheStateGoesOn() throws Exception {
        interrupted(Position.START, 1, "look", Map.of("best", "look=0.0"));
        assertFalse(Files.exists(folder.resolve("model.safetensors")));
        Map<String, String> notes = Checkpoint.notes(folder.resolve(TrainingRun.STATE));
        assertEquals("look=0.0", notes.get("best"));
    }

    @Test
    void aTrainingThatEndsWithoutAModelSaysSoAndKeepsItsState() throws Exception {
        assertTrue(PlainEngine.start().usable());
        ToldNumbers numbers = new ToldNumbers(new float[] {1}, new float[] {Float.NaN});
        LearntTask task = new LearntTask("numbers", numbers, 0, 1);
        TrainingPlan plan =
                new TrainingPlan(
                        List.of("numbers"),
                        folder,
                        false,
                        null,
                        null,
                        1,
                        7,
                        1,
                        null,
                        Adjustments.NONE);
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "none");
                TinyBatches batches = new TinyBatches(folder);
                Learner learner =
                        new Learner(
                                runtime,
                                new TrainingProgram(
                                        List.of(numbers), batches.config(), Adjustments.NONE),
                                1,
                                7);
                BatchSource source =
                        new BatchSource(List.of(new Place(task, 1)), 7, Position.START, 1)) {
            BestWeights best = new BestWeights("numbers some right", List.of(task), 7, Map.of());
            TrainingRun run =
                    new TrainingRun(
                            plan, learner, source, best, settings(), Position.START, it -> {});
            InvalidRequestException error = assertThrows(InvalidRequestException.class, run::run);
            assertTrue(error.getMessage().contains("'numbers some right', which was no number"));
            assertTrue(error.getMessage().contains(folder + ": go on with --resume"));
        }
        assertTrue(Files.exists(folder.resolve(TrainingRun.STATE)));
        assertFalse(Files.exists(folder.resolve(TrainingRun.MODEL)));
    }

    private Position interrupted(Position start, int candidates) throws Exception {
        Position position = interrupted(start, candidates, null, Map.of());
        assertTrue(Files.isRegularFile(folder.resolve("model.safetensors")));
        return position;
    }

    private Position interrupted(
            Position start, int candidates, String figure, Map<String, String> notes)
            throws Exception {
        assertTrue(PlainEngine.start().usable());
        TrainingPlan plan =
                new TrainingPlan(List.of("look"), folder, false, Duration.ofHours(1), 7, 2);
        long updates;
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "run");
                TinyBatches batches = new TinyBatches(folder);
                Learner learner = new Learner(runtime, program(batches), 2, 7);
                BatchSource source =
                        new BatchSource(
                                List.of(new Place(look(batches), candidates)),
                                7,
                                Position.START,
                                1)) {
            Thread trains = Thread.currentThread();
            BestWeights best = new BestWeights(figure, List.of(look(batches)), 7, notes);
            new TrainingRun(
                            plan,
                            learner,
                            source,
                            best,
                            settings(),
                            start,
                            told -> trains.interrupt())
                    .run();
            updates = learner.updates();
        }
        assertTrue(Thread.interrupted(), "still, and all was given back nevertheless");
        Position position = Position.of(folder.resolve(TrainingRun.STATE));
        assertTrue(position.updates() > 0);
        assertEquals(updates, position.updates());
        assertTrue(position.samples() >= position.batches() * 4 * candidates);
        assertFalse(position.elapsed().isZero());
        return position;
    }

    private MeasuredSettings settings() {
        return new MeasuredSettings(new Tasks(List.of()), List.of(), 1, folder);
    }
}
