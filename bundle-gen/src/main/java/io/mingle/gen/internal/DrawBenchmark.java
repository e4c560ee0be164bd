package io.mingle.gen.internal;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.bench.MachineLimits;
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

/** Times steps of denoising and making pixels, and how much memory they take. */
@Component(property = "name=" + DrawBenchmark.NAME)
public final class DrawBenchmark implements Benchmark {

    static final String NAME = "draw";

    /** Sides of pictures, in pixels; smaller where the model has no positions for so many. */
    private static final List<Integer> SIDES = List.of(512, 1024);

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;

    @Activate
    public DrawBenchmark(@Reference TensorRuntime runtime, @Reference Checkpoint checkpoint) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Drawing: a step of denoising, and making the pixels, with the memory they take.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        List<List<String>> rows = new ArrayList<>();
        try (BenchedGenerator generator = new BenchedGenerator(runtime, checkpoint)) {
            progress.accept("measuring the machine");
            MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
            progress.accept("reading all weights once");
            generator.touch();
            List<Integer> sides =
                    SIDES.stream()
                            .map(side -> Math.min(side, generator.largestSide()))
                            .distinct()
                            .toList();
            for (int side : sides) {
                String size = side + " × " + side;
                progress.accept("drawing " + size);
                rows.add(
                        row("drawing step, " + size, generator.step(side, false, perCase), limits));
                progress.accept("editing " + size);
                rows.add(row("editing step, " + size, generator.step(side, true, perCase), limits));
                progress.accept("making the pixels of " + size);
                rows.add(row("pixels, " + size, generator.pixels(side, perCase), limits));
            }
            return new BenchmarkReport(
                    limits.describe(),
                    List.of("WHAT", "SECONDS", "PEAK MEMORY", "TFLOP", "GFLOP/S", "OF LIMIT"),
                    rows,
                    List.of(
                            format(
                                    "%s in %s: %s of weights, mapped or converted, besides. A step"
                                        + " is one evaluation of two branches, as words are"
                                        + " compared with nothing, for a condition of %s tokens.",
                                    checkpoint.folder().name(),
                                    checkpoint.precision(),
                                    amount(generator.weightBytes()),
                                    generator.tokens()),
                            "Pixels are made in overlapping tiles of 64 × 64 places of the latent"
                                + " where there are more. Medians; what takes longer than a case is"
                                + " run once."));
        }
    }

    private static List<String> row(String what, Spent spent, MachineLimits limits) {
        double flops = spent.operations() / spent.seconds();
        return List.of(
                what,
                format("%.3f", spent.seconds()),
                spent.memory().isPresent() ? amount(spent.memory().getAsLong()) : "unknown",
                format("%.3f", spent.operations() / 1e12),
                format("%.1f", flops / 1e9),
                format("%.0f %%", 100 * flops / limits.flops()));
    }

    private static String amount(double bytes) {
        return bytes < 1e9 ? format("%.1f MB", bytes / 1e6) : format("%.1f GB", bytes / 1e9);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
