package io.mingle.core.internal.bench;

import static io.mingle.core.internal.bench.DecodeBenchmark.format;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.bench.MachineLimits;
import io.mingle.bench.RepeatedRuns;
import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Times prompts of several lengths, against the machine's arithmetic. */
@Component(property = "name=" + PrefillBenchmark.NAME)
public final class PrefillBenchmark implements Benchmark {

    static final String NAME = "prefill";
    private static final int[] LENGTHS = {64, 256, 1024};

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;

    @Activate
    public PrefillBenchmark(@Reference TensorRuntime runtime, @Reference Checkpoint checkpoint) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Reading a prompt in one chunk: tokens per second by length.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
        List<List<String>> rows = new ArrayList<>();
        long active;
        try (DecoderRunner decoder = new DecoderRunner(runtime, checkpoint)) {
            active = decoder.activeParameters();
            for (int length : LENGTHS) {
                progress.accept("reading prompts of " + length + " tokens");
                double seconds = time(decoder, length, perCase);
                double flops = 2.0 * active * length / seconds;
                rows.add(
                        List.of(
                                Integer.toString(length),
                                format("%.1f", seconds * 1e3),
                                format("%.0f", length / seconds),
                                format("%.0f", flops / 1e9),
                                format("%.0f %%", 100 * flops / limits.flops())));
            }
        }
        return new BenchmarkReport(
                limits.describe(),
                List.of("TOKENS", "MS", "TOKENS/S", "GFLOP/S", "OF LIMIT"),
                rows,
                List.of(
                        format(
                                "%s in %s, %.2f M parameters active per token; attention's own"
                                        + " products are not counted; medians.",
                                checkpoint.folder().name(), checkpoint.precision(), active / 1e6)));
    }

    private static double time(DecoderRunner decoder, int length, Duration perCase) {
        Rows.Tokens tokens = new Rows.Tokens(new int[length]);
        int[] positions = new int[3 * length];
        Arrays.setAll(positions, i -> i % length);
        try (Sequence sequence = decoder.open()) {
            sequence.reserve(length);
            Part part = new Part(sequence, tokens, positions);
            return RepeatedRuns.of(
                            perCase,
                            () -> {
                                sequence.rewind(0);
                                decoder.step(part);
                            })
                    .median();
        }
    }
}
