package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.training.TrainingProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir Path folder;

    private static TrainingProgress progress(long samples) {
        return new TrainingProgress(
                samples / 4,
                samples,
                10,
                Map.of("text", 100.0 / samples),
                Map.of("read", 0.5),
                Duration.ofSeconds(samples),
                Duration.ZERO);
    }

    private byte[] plot() throws Exception {
        Path plot = folder.resolve("training.png");
        Files.deleteIfExists(plot);
        new History(folder, true).plot();
        return Files.readAllBytes(plot);
    }

    @Test
    void whatIsNoReportIsPassedOver() throws Exception {
        History history = new History(folder, true);
        history.add(progress(100));
        history.add(progress(200));
        byte[] sound = plot();
        for (String line :
                new String[] {
                    "",
                    "[1]",
                    "7",
                    "{}",
                    "{\"samples\":\"many\",\"losses\":{\"text\":1}}",
                    "{\"samples\":300,\"losses\":7,\"accuracy\":{\"read\":\"?\"}}",
                    "{\"step\":25,\"samples\":100,\"los"
                }) {
            Files.writeString(
                    folder.resolve("training.jsonl"), line + "\n", StandardOpenOption.APPEND);
        }
        assertArrayEquals(sound, plot());
        history.add(progress(400));
        assertFalse(Arrays.equals(sound, plot()), "what comes later is drawn");
    }

    @Test
    void aPlotThatCannotBeDrawnFailsNothing() throws Exception {
        History history = new History(folder, true);
        history.add(progress(100));
        Path plot = Files.createDirectories(folder.resolve("training.png").resolve("in the way"));
        history.plot();
        assertTrue(Files.isDirectory(plot));
        Files.write(folder.resolve("training.jsonl"), new byte[] {(byte) 0xFF, '\n'});
        history.plot();
        try (var left = Files.list(folder)) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void aFolderThatIsGoneIsToldWithWhatToDo() throws Exception {
        Path gone = folder.resolve("gone");
        History history = new History(gone, false);
        UnwritableOutputException error =
                assertThrows(UnwritableOutputException.class, () -> history.add(progress(100)));
        String message = error.getMessage();
        assertTrue(message.contains(gone.resolve("training.jsonl").toString()), message);
        assertTrue(message.contains("--resume"), message);
    }

    @Test
    void aNewTrainingForgetsAndOneThatGoesOnDoesNot() throws Exception {
        new History(folder, false).add(progress(100));
        new History(folder, true).add(progress(200));
        assertEquals(2, Files.readAllLines(folder.resolve("training.jsonl")).size());
        new History(folder, false).add(progress(300));
        assertEquals(1, Files.readAllLines(folder.resolve("training.jsonl")).size());
    }
}
