package io.mingle.vision.internal;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.bench.MachineLimits;
import io.mingle.bench.RepeatedRuns;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.Input;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Times the preparation and the encoding of pictures of several sizes. */
@Component(property = "name=" + EncodeBenchmark.NAME)
public final class EncodeBenchmark implements Benchmark {

    static final String NAME = "encode";
    private static final List<Size> SIZES =
            List.of(new Size(320, 48), new Size(224, 224), new Size(640, 480));

    private final VisionEncoder encoder;
    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;

    @Activate
    public EncodeBenchmark(
            @Reference VisionEncoder encoder,
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
        return "Looking at a picture: preparing its patches, and encoding them.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, checkpoint.precision());
        List<List<String>> rows = new ArrayList<>();
        for (Size size : SIZES) {
            progress.accept("encoding " + size.width() + " × " + size.height());
            byte[] rgb = new byte[3 * size.width() * size.height()];
            new Random(1).nextBytes(rgb);
            DecodedPicture picture =
                    new DecodedPicture(new RgbPicture(size.width(), size.height(), rgb), List.of());
            double prepare = RepeatedRuns.of(perCase, () -> encoder.prepare(picture)).median();
            Input.Visual visual = encoder.prepare(picture);
            double encode = RepeatedRuns.of(perCase, () -> visual.encoder().get().close()).median();
            int patches = visual.grid().patches();
            double flops = 2.0 * encoder.patchParameters() * patches / encode;
            rows.add(
                    List.of(
                            size.width() + " × " + size.height(),
                            Integer.toString(patches),
                            format("%.2f", prepare * 1e3),
                            format("%.2f", encode * 1e3),
                            format("%.0f", patches / encode),
                            format("%.0f %%", 100 * flops / limits.flops())));
        }
        return new BenchmarkReport(
                limits.describe(),
                List.of("PICTURE", "PATCHES", "PREPARE MS", "ENCODE MS", "PATCHES/S", "OF LIMIT"),
                rows,
                List.of(
                        format(
                                "%s in %s; the limit is that of a large product, attention's own"
                                        + " products are not counted; medians.",
                                checkpoint.folder().name(), checkpoint.precision())));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
