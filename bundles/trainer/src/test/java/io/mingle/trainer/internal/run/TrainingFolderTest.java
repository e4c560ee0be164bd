package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.TrainingPlan;
import io.mingle.trainer.internal.task.LookTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFolderTest {

    @TempDir Path folder;

    private static TrainingPlan plan(Path out, boolean resume, Path from) {
        return new TrainingPlan(
                List.of("look"), out, resume, from, null, 1, 1, 1, null, Adjustments.NONE);
    }

    private static String refusal(Path out, boolean resume, Path from) {
        return assertThrows(
                        InvalidRequestException.class,
                        () -> TrainingFolder.state(plan(out, resume, from)))
                .getMessage();
    }

    private static TrainerService service() {
        TrainerService service = new TrainerService(null, null);
        service.add(new LookTask());
        return service;
    }

    @Test
    void aModelThatWasTrainedElsewhereCanBeTheBeginning() throws Exception {
        Path model = Files.createFile(folder.resolve("model.safetensors"));
        Path out = folder.resolve("out");
        assertEquals(model, TrainingFolder.state(plan(out, false, folder)));
        Path state = Files.createFile(folder.resolve(TrainingRun.STATE));
        assertEquals(state, TrainingFolder.state(plan(out, false, folder)));
    }

    @Test
    void aModelThatWasNotTrainedHereIsNotOverwritten() throws Exception {
        Files.writeString(folder.resolve("model-00001-of-00002.safetensors"), "weights");
        Files.writeString(folder.resolve("config.json"), "mine");
        // The service as a whole: nothing is written before it refuses.
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> service().train(plan(folder, false, null), told -> {}));
        String message = error.getMessage();
        assertTrue(message.contains(folder.toString()), message);
        assertTrue(message.contains("model-00001-of-00002.safetensors"), message);
        assertTrue(message.contains("--out"), message);
        assertFalse(message.contains("--resume"), message);
        assertEquals("mine", Files.readString(folder.resolve("config.json")));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void whereThereIsATrainingItCanBeGoneOnWith() throws Exception {
        Path state = Files.createFile(folder.resolve(TrainingRun.STATE));
        assertTrue(refusal(folder, false, null).contains("--resume"));
        assertEquals(state, TrainingFolder.state(plan(folder, true, null)));
    }

    @Test
    void aFolderWithoutAModelIsTaken() throws Exception {
        assertNull(TrainingFolder.state(plan(folder.resolve("new"), false, null)));
        Files.writeString(folder.resolve("config.json"), "of a training that never saved");
        assertNull(TrainingFolder.state(plan(folder, false, null)));
    }

    @Test
    void whatATrainingBeginsWithIsNotOverwrittenByIt() throws Exception {
        Path state = Files.createFile(folder.resolve(TrainingRun.STATE));
        String message = refusal(folder.resolve("x").resolve(".."), false, folder);
        assertTrue(message.contains("both --from and --out"), message);
        assertEquals(state, TrainingFolder.state(plan(folder.resolve("x"), false, folder)));
    }

    @Test
    void aFileIsNoFolderForAModel() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String message = refusal(file, false, null);
        assertTrue(message.contains(file.toString()), message);
        assertTrue(message.contains("--out"), message);
    }

    @Test
    void aTrainingThatIsNotThereIsNamed() {
        assertTrue(refusal(folder, true, null).contains("Train without --resume first"));
        String message = refusal(folder.resolve("x"), false, folder.resolve("y"));
        assertTrue(message.contains(folder.resolve("y").toString()), message);
    }
}
