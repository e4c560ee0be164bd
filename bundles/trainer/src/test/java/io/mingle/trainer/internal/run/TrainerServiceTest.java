package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.TaskInfo;
import io.mingle.api.training.TrainingPlan;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsWriter;
import io.mingle.trainer.internal.learn.MemoryRuntime;
import io.mingle.trainer.internal.task.LookTask;
import io.mingle.trainer.internal.task.ReadTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before there is anything to compute. */
class TrainerServiceTest {

    @TempDir Path folder;

    private final TrainerService service =
            new TrainerService(new MemoryRuntime(Integer.MAX_VALUE).runtime(), null);

    @BeforeEach
    void register() {
        service.add(new LookTask());
    }

    private void train(Path out, boolean resume, Path from) {
        service.train(
                new TrainingPlan(
                        List.of("look"), out, resume, from, null, 1, 1, 1, null, Adjustments.NONE),
                told -> {});
    }

    private void state(Map<String, String> notes) throws IOException {
        try (SafetensorsWriter writer =
                new SafetensorsWriter(folder.resolve(TrainingRun.STATE), List.of(), notes)) {
            writer.commit();
        }
    }

    @Test
    void aStateOfAnotherModelLeavesNoHalfMadeFolder() throws Exception {
        state(Map.of());
        NewModel.of(List.of()).write(folder);
        Path out = folder.resolve("out");
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> train(out, false, folder));
        assertTrue(error.getMessage().contains("--from"), error.getMessage());
        assertFalse(error.getMessage().contains("--resume"), error.getMessage());
        assertFalse(Files.exists(out));
    }

    @Test
    void anOutThatCannotBeMadeIsNamed() throws Exception {
        Path out = Files.createFile(folder.resolve("file")).resolve("model");
        UnwritableOutputException error =
                assertThrows(UnwritableOutputException.class, () -> train(out, false, null));
        String expected = "The model folder " + out + " was not written";
        assertTrue(error.getMessage().contains(expected), error.getMessage());
        assertTrue(error.getMessage().contains("--out"), error.getMessage());
    }

    @Test
    void aConfigurationThatIsGoneOrDamagedIsNamed() throws Exception {
        state(Map.of("updates", "1"));
        Path config = folder.resolve("config.json");
        for (String content : new String[] {null, "{\"llm_config\": {"}) {
            if (content != null) {
                Files.writeString(config, content);
            }
            BrokenModelException error =
                    assertThrows(BrokenModelException.class, () -> train(folder, true, null));
            assertTrue(error.getMessage().contains(config.toString()), error.getMessage());
            assertTrue(error.getMessage().contains("without --resume"), error.getMessage());
        }
    }

    @Test
    void aTokenizerThatIsMissingIsNamed() throws Exception {
        state(Map.of());
        Path out = folder.resolve("out");
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> train(out, false, folder));
        assertTrue(error.getMessage().contains("tokenizer.json"), error.getMessage());
        assertFalse(Files.exists(out));
    }

    @Test
    void tasksAreListedInTheOrderOfTheirNamesAndGoWithTheirBundles() {
        ReadTask read = new ReadTask();
        service.add(read);
        assertEquals(
                List.of("look", "read"), service.tasks().stream().map(TaskInfo::name).toList());
        service.remove(read);
        assertEquals(List.of("look"), service.tasks().stream().map(TaskInfo::name).toList());
    }

    @Test
    void thePositionOfADamagedStateIsRefused() throws Exception {
        state(Map.of("samples", "1e6"));
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> train(folder, true, null));
        assertTrue(error.getMessage().contains("'samples' as '1e6'"), error.getMessage());
    }

    @Test
    void theConfigurationIsTheOneThatIsWritten() throws Exception {
        NewModel model = NewModel.of(List.of(new LookTask()));
        model.write(folder);
        assertEquals(
                model.config().toString(),
                ConfigSection.read(folder.resolve("config.json")).toString());
    }
}
