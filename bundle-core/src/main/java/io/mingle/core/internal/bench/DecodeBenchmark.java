package io.mingle.core.internal.bench;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.bench.MachineLimits;
import io.mingle.bench.RepeatedRuns;
import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Times one decode step at several cache lengths, against the machine's memory. */
@Component(property = "name=" + DecodeBenchmark.NAME)
public final class DecodeBenchmark implements Benchmark {

    static final String NAME = "decode";
    private static final int[] CACHED = {64, 512, 2048};

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;

    @Activate
    public DecodeBenchmark(@Reference TensorRuntime runtime, @Reference Checkpoint checkpoint) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "One token after another: time per decode step, and weights read per second.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
        long bytes;
        List<List<String>> table = new ArrayList<>();
        try (DecoderRunner decoder = new DecoderRunner(runtime, checkpoint)) {
            bytes = decoder.activeParameters() * checkpoint.precision().weights().size();
            for (int cached : CACHED) {
                if (cached >= decoder.config().maxPositionEmbeddings()) {
                    continue;
                }
                progress.accept("decoding with " + cached + " tokens in the cache");
                try (CachedRows rows = new CachedRows(runtime, decoder, cached)) {
                    RepeatedRuns runs = RepeatedRuns.of(perCase, () -> rows.decode(0));
                    double rate = bytes / runs.median();
                    table.add(
                            List.of(
                                    Integer.toString(cached),
                                    format("%.2f", runs.median() * 1e3),
                                    format("%.0f", 1 / runs.median()),
                                    format("%.2f", rate / 1e9),
                                    format("%.0f %%", 100 * rate / limits.readBytes())));
                }
            }
        }
        return new BenchmarkReport(
                limits.describe(),
                List.of("CACHED", "MS", "TOKENS/S", "GB/S", "OF LIMIT"),
                table,
                List.of(
                        format(
                                "%s in %s, %.1f MB of weights read per token; medians.",
                                checkpoint.folder().name(), checkpoint.precision(), bytes / 1e6)));
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
