package io.mingle.audio.internal;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.audio.sound.Waveform;
import io.mingle.bench.MachineLimits;
import io.mingle.bench.RepeatedRuns;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Times the preparation and the encoding of sounds of several lengths. */
@Component(property = "name=" + HearBenchmark.NAME)
public final class HearBenchmark implements Benchmark {

    static final String NAME = "hear";
    private static final int RATE = 44_100;
    private static final List<Integer> SECONDS = List.of(1, 5, 30);

    private final AudioEncoder encoder;
    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;

    @Activate
    public HearBenchmark(
            @Reference AudioEncoder encoder,
            @Reference TensorRuntime runtime,
            @Reference Checkpoint checkpoint) {
        this.encoder = encoder;
        this.runtime = runtime;
        this.checkpoint = checkpoint;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Hearing a sound: resampling it, and encoding it.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        LoadedEncoder loaded = encoder.require("The benchmark 'hear' was asked of");
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
        List<List<String>> rows = new ArrayList<>();
        for (int seconds : SECONDS) {
            if (seconds <= loaded.longestSeconds()) {
                progress.accept("encoding " + seconds + " s of sound");
                rows.add(row(loaded, seconds, perCase, limits));
            }
        }
        return new BenchmarkReport(
                limits.describe(),
                List.of(
                        "SOUND",
                        "TOKENS",
                        "PREPARE MS",
                        "ENCODE MS",
                        "SECONDS/S",
                        "GFLOP/S",
                        "OF LIMIT"),
                rows,
                List.of(
                        format(
                                "%s in %s; sounds of %s samples per second; the limit is that of a"
                                        + " large product, the features' own products are not"
                                        + " counted; medians.",
                                checkpoint.folder().name(), checkpoint.precision(), RATE)));
    }

    private static List<String> row(
            LoadedEncoder loaded, int seconds, Duration perCase, MachineLimits limits) {
        Waveform noise = noise(seconds * RATE);
        double prepare = RepeatedRuns.of(perCase, () -> loaded.prepare(noise, "noise")).median();
        Input.Audio sound = loaded.prepare(noise, "noise");
        double encode = RepeatedRuns.of(perCase, () -> sound.encoder().get().close()).median();
        double flops = loaded.operations(seconds) / encode;
        return List.of(
                seconds + " s",
                Integer.toString(sound.tokens()),
                format("%.2f", prepare * 1e3),
                format("%.2f", encode * 1e3),
                format("%.1f", seconds / encode),
                format("%.1f", flops / 1e9),
                format("%.0f %%", 100 * flops / limits.flops()));
    }

    private static Waveform noise(int count) {
        Random random = new Random(1);
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = random.nextFloat() - 0.5f;
        }
        return new Waveform(RATE, samples);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
