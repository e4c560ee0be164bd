package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HearBenchmarkTest {

    @TempDir Path parent;

    private BenchmarkReport run(boolean hears, List<String> progress) throws IOException {
        try (TinyHearing tiny =
                new TinyHearing(TinyModel.write(parent.resolve("tiny"), hears, 1))) {
            return new HearBenchmark(tiny.encoder(), tiny.runtime(), tiny.model())
                    .run(Duration.ofMillis(1), progress::add);
        }
    }

    /** The tiny model hears two seconds, so the cases of 5 and 30 are left out. */
    @Test
    void everySoundThatTheModelCanHearIsARow() throws IOException {
        List<String> progress = new ArrayList<>();
        BenchmarkReport report = run(true, progress);
        assertEquals(List.of("measuring the machine", "encoding 1 s of sound"), progress);
        assertEquals(1, report.rows().size());
        List<String> row = report.rows().get(0);
        assertEquals("1 s", row.get(0));
        assertEquals("25", row.get(1));
        double seconds = Double.parseDouble(row.get(3)) / 1e3;
        assertEquals(1 / seconds, Double.parseDouble(row.get(4)), 0.05 / seconds);
        String note = report.notes().get(0);
        assertTrue(note.startsWith("tiny in FLOAT32; sounds of 44100 samples"), note);
    }

    @Test
    void aModelThatCannotHearEndsItWithOneLineAtOnce() {
        List<String> progress = new ArrayList<>();
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> run(false, progress));
        assertEquals(
                "The benchmark 'hear' was asked of the model tiny, which cannot hear: it has"
                        + " no audio encoder (whisper_encoder_config in config.json). Leave sounds"
                        + " out, or use a model with one.",
                error.getMessage());
        assertEquals(List.of(), progress);
    }
}
