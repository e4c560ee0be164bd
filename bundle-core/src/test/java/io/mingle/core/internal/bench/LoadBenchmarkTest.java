package io.mingle.core.internal.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.bench.BenchmarkReport;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.core.internal.thinker.TinyModel;
import io.mingle.engine.internal.PlainEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LoadBenchmarkTest {

    @TempDir private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsTimeAndMemoryOnTheWayToTheFirstTokensAndKeepsNothing() throws Exception {
        CheckpointInUse tiny = new CheckpointInUse(TinyModel.write(folder));
        List<String> said = new ArrayList<>();
        assertTrue(PlainEngine.start().usable());
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "test")) {
            BenchmarkReport report =
                    new LoadBenchmark(runtime, tiny, device).run(Duration.ofMillis(20), said::add);

            Map<String, String> found = column(report, 1);
            Map<String, String> computed = column(report, 2);
            for (String time :
                    List.of(
                            "folder: configurations and headers, checked",
                            "vocabulary",
                            "decoder: program and weights",
                            "first token, prompt of 16",
                            "each further token")) {
                assertTrue(found.get(time).matches("\\d+\\.\\d ms"), time + found);
                assertTrue(computed.get(time).matches("\\d+\\.\\d ms"), time + computed);
            }
            String bytes = DecodeBenchmark.format("%.1f MB", 4 * tiny.parameters() / 1e6);
            assertEquals(bytes, found.get("weights mapped"));
            assertEquals("0.0 MB", found.get("weights converted"));
            assertTrue(found.containsKey("the process's own memory"), found::toString);
            assertTrue(report.notes().get(0).contains(" tensors in 1 files"), report::toString);
            assertEquals(0, device.uses().stream().mapToLong(it -> it.bytes()).sum());
        }
        assertEquals("measuring the machine", said.get(said.size() - 1));
    }

    private static Map<String, String> column(BenchmarkReport report, int column) {
        return report.rows().stream().collect(Collectors.toMap(r -> r.get(0), r -> r.get(column)));
    }

    @Test
    void whatTheSystemSaysOfTheProcessIsReadOrUnknown() {
        ProcessMemory found =
                ProcessMemory.of("VmRSS:\t  900 kB\nRssAnon:\t  700 kB\nRssFile:\t  200 kB\n");
        assertEquals(700 * 1024, found.own().getAsLong());
        assertEquals(200 * 1024, found.files().getAsLong());
        assertTrue(ProcessMemory.of("").own().isEmpty());
    }
}
