package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.audio.tiny.TinyTalker;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Precision;
import io.mingle.reference.TestDevice;
import io.mingle.thinker.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SpeakBenchmarkTest {

    @TempDir Path parent;

    private record Model(ModelFolder folder) implements Checkpoint {
        @Override
        public Precision precision() {
            return Precision.FLOAT32;
        }
    }

    private static BenchmarkReport run(Path model) {
        try (TestDevice device = new TestDevice()) {
            return new SpeakBenchmark(device.runtime(), new Model(ModelFolder.open(model)))
                    .run(Duration.ofMillis(1), progress -> {});
        }
    }

    @Test
    void everyStageIsARow() throws IOException {
        Path model = TinyTalker.add(TinyModel.write(parent.resolve("tiny"), false, 1));
        BenchmarkReport report = run(model);
        assertEquals(
                List.of(
                        "talker, prompt of 200",
                        "talker, token",
                        "flow, 1 s",
                        "vocoder, 1 s",
                        "flow, 5 s",
                        "vocoder, 5 s"),
                report.rows().stream().map(row -> row.get(0)).toList());
        for (List<String> row : report.rows()) {
            assertTrue(Double.parseDouble(row.get(1)) >= 0, row::toString);
        }
        assertTrue(report.notes().get(0).startsWith("tiny; the talker in FLOAT32"));
    }

    @Test
    void aModelThatCannotSpeakIsToldWhatItLacks() throws IOException {
        Path model = TinyTalker.add(TinyModel.write(parent.resolve("tiny"), false, 1));
        Files.delete(model.resolve("talker/flow/model.safetensors"));
        InvalidRequestException e = assertThrows(InvalidRequestException.class, () -> run(model));
        assertEquals(
                "The benchmark 'speak' was asked of the model tiny, which cannot speak: its folder"
                        + " talker lacks flow/model.safetensors. Use a model that has them; 'mingle"
                        + " convert' makes flow and vocoder of what is published.",
                e.getMessage());
    }
}
