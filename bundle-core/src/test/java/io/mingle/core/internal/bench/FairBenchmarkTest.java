package io.mingle.core.internal.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.core.internal.thinker.DecoderThinker;
import io.mingle.engine.internal.PlainEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FairBenchmarkTest {

    @TempDir private Path folder;

    private CheckpointInUse nano() throws IOException {
        for (String name :
                List.of(
                        "config.json",
                        "preprocessor_config.json",
                        "tokenizer.json",
                        "model.safetensors")) {
            try (InputStream in = FairBenchmarkTest.class.getResourceAsStream("/nano/" + name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
        return new CheckpointInUse(folder);
    }

    @Test
    void tellsThePaceOfNanoBesideEachCompetitorAndKeepsNothing() throws IOException {
        CheckpointInUse nano = nano();
        List<String> said = new ArrayList<>();
        assertTrue(PlainEngine.start().usable());
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "bench");
                TorchRuntime other = new TorchRuntime(device, "thinker");
                DecoderThinker thinker = new DecoderThinker(other, nano, Duration.ZERO)) {
            FairBenchmark benchmark = new FairBenchmark(runtime, nano, thinker);

            BenchmarkReport report = benchmark.run(Duration.ofMillis(100), said::add);

            assertEquals(
                    List.of(
                            "another stream",
                            "a long prompt",
                            "a model being loaded",
                            "a training"),
                    report.rows().stream().map(row -> row.get(0)).toList());
            for (List<String> row : report.rows()) {
                String figures = String.join("|", row.subList(1, row.size()));
                assertTrue(
                        figures.matches(
                                "([1-9]\\d*\\|){3}[1-9]\\d* %\\|(\\d+\\.\\d\\|){2}[1-9]\\d* %"),
                        row.toString());
            }
            assertEquals(4, said.size());
            long held =
                    device.uses().stream()
                            .filter(use -> use.owner().equals("bench"))
                            .mapToLong(use -> use.bytes())
                            .sum();
            assertEquals(0, held);
            assertThrows(
                    InvalidRequestException.class, () -> benchmark.run(Duration.ZERO, said::add));
        }
    }
}
