package io.mingle.core.internal.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.core.internal.runtime.KernelTrial;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("numbers")
@Timeout(300)
class KernelBenchmarkTest {

    @Test
    void tellsOfEachKernelWhetherItIsInAndHowFastItIs() {
        assertTrue(PlainEngine.start().usable());
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "bench")) {
            BenchmarkReport report =
                    new KernelBenchmark(runtime, device).run(Duration.ofMillis(1), text -> {});
            List<String> columns = report.columns();
            for (KernelTrial trial : device.kernelTrials()) {
                List<String> row =
                        report.rows().stream()
                                .filter(it -> it.get(0).equals(trial.kernel().name()))
                                .findFirst()
                                .orElseThrow();
                String state = row.get(columns.indexOf("STATE"));
                assertEquals(
                        trial.holds() ? "in use" : "out: " + trial.out(), state, row::toString);
                String speed =
                        row.get(columns.indexOf("GB/S")) + row.get(columns.indexOf("GFLOP/S"));
                assertEquals(trial.wrong(), speed.isEmpty(), row::toString);
            }
            for (String format : List.of("FLOAT32", "BFLOAT16")) {
                assertEquals(
                        4,
                        report.rows().stream()
                                .filter(row -> row.contains("plain") && row.contains(format))
                                .count());
            }
        }
    }
}
