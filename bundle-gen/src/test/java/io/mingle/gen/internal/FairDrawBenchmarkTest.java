package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.gen.tiny.TinyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FairDrawBenchmarkTest {

    @TempDir private Path parent;

    @Test
    void itTellsThePaceOfBothAloneAndTogether() throws IOException {
        try (TinyStudio studio = new TinyStudio(TinyGenerator.write(parent.resolve("tiny")))) {
            List<String> told = new ArrayList<>();
            BenchmarkReport report =
                    new FairDrawBenchmark(studio.thinker(), studio.generator())
                            .run(Duration.ofMillis(50), told::add);
            assertEquals(List.of("drawing 32x32", "drawing 32x32"), told);
            assertEquals(report.columns().size(), report.rows().get(0).size());
            for (int column : new int[] {2, 7}) {
                assertTrue(
                        Double.parseDouble(report.rows().get(0).get(column)) > 0,
                        report.rows().toString());
            }
        }
    }
}
