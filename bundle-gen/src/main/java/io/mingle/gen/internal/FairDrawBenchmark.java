package io.mingle.gen.internal;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.bench.MachineLimits;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Times a stream of text alone and beside a picture that is being drawn, and the other way round.
 */
@Component(property = "name=" + FairDrawBenchmark.NAME)
public final class FairDrawBenchmark implements Benchmark {

    static final String NAME = "fair-draw";

    private static final Duration LIMIT = Duration.ofHours(1);

    /** A text that goes on for as long as it is listened to. */
    private static final GenerationOptions ENDLESS =
            GenerationOptions.GREEDY
                    .withMaxTokens(100_000)
                    .withConstraint(new Constraint.Regex("[a-z ]{100000}"));

    private final Thinker thinker;
    private final PictureGenerator generator;

    @Activate
    public FairDrawBenchmark(@Reference Thinker thinker, @Reference PictureGenerator generator) {
        this.thinker = thinker;
        this.generator = generator;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "A stream of text beside a picture: what each keeps of its pace, and pauses.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        Drawing drawing = new TextDrawing(generator);
        PictureSize largest =
                drawing.sizes().stream()
                        .max(Comparator.comparingInt(it -> it.width() * it.height()))
                        .orElseThrow();
        List<List<String>> rows = new ArrayList<>();
        List<PictureSize> sizes = Stream.of(drawing.sizes().get(0), largest).distinct().toList();
        progress.accept("warming up");
        listen(new Pulse(TextDelta.class), new Pulse(Progress.class), drawing, largest, perCase);
        for (PictureSize size : sizes) {
            progress.accept("drawing " + size);
            Pulse textAlone = new Pulse(TextDelta.class);
            Pulse pictureAlone = new Pulse(Progress.class);
            Pulse text = new Pulse(TextDelta.class);
            Pulse picture = new Pulse(Progress.class);
            listen(textAlone, null, drawing, size, perCase);
            listen(null, pictureAlone, drawing, size, perCase);
            listen(text, picture, drawing, size, perCase);
            rows.add(row(size, textAlone, text, pictureAlone, picture));
        }
        return new BenchmarkReport(
                MachineLimits.machine(),
                List.of(
                        "PICTURE",
                        "PIECES/S",
                        "ALONE",
                        "OF ALONE",
                        "LONGEST PAUSE, MS",
                        "ALONE",
                        "STEPS/S",
                        "ALONE",
                        "OF ALONE"),
                rows,
                List.of(
                        "Pieces of text and steps of denoising, each of one evaluation, as a"
                                + " listener gets them."));
    }

    /** Runs one or both for some time; null for neither. */
    private void listen(
            Pulse text, Pulse picture, Drawing drawing, PictureSize size, Duration time) {
        List<Generation<?>> running = new ArrayList<>();
        try {
            if (picture != null) {
                Generation<Drawings> drawn = drawing.draw("a red circle", endless(size));
                drawn.subscribe(picture);
                running.add(drawn);
                await(picture, drawn);
            }
            if (text != null) {
                Generation<?> said =
                        thinker.generate(List.of(new Input.Words("Say something.")), ENDLESS);
                said.subscribe(text);
                running.add(said);
                await(text, said);
            }
            sleep(time);
        } finally {
            running.forEach(Generation::cancel);
            running.forEach(FairDrawBenchmark::join);
        }
    }

    private static DrawingOptions endless(PictureSize size) {
        return DrawingOptions.USUAL
                .withSize(size.width(), size.height())
                .withSteps(DrawingOptions.MOST_STEPS)
                .withCount(DrawingOptions.MOST_PICTURES)
                .withGuidance(Guidance.USUAL.withText(1));
    }

    /** Waits until it has begun; what has failed is told. */
    private static void await(Pulse pulse, Generation<?> generation) {
        while (pulse.count() < 2) {
            sleep(Duration.ofMillis(5));
            checkThatItGoesOn(pulse, generation);
        }
    }

    /** What has failed is told. */
    private static void checkThatItGoesOn(Pulse pulse, Generation<?> generation) {
        if (pulse.hasEnded() && pulse.count() < 2) {
            generation.join(LIMIT);
            throw new InternalException(
                    "A text or a picture was to go on for as long as it is measured, and ended"
                            + " before that. Measure with another model.");
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The benchmark was interrupted.", e);
        }
    }

    private static void join(Generation<?> generation) {
        try {
            generation.join(LIMIT);
        } catch (CancelledException e) {
            // As it was asked to.
        }
    }

    private static List<String> row(
            PictureSize size, Pulse textAlone, Pulse text, Pulse pictureAlone, Pulse picture) {
        return List.of(
                size.toString(),
                format("%.1f", text.perSecond()),
                format("%.1f", textAlone.perSecond()),
                format("%.0f %%", 100 * text.perSecond() / textAlone.perSecond()),
                format("%.1f", 1e3 * text.longestPause()),
                format("%.1f", 1e3 * textAlone.longestPause()),
                format("%.2f", picture.perSecond()),
                format("%.2f", pictureAlone.perSecond()),
                format("%.0f %%", 100 * picture.perSecond() / pictureAlone.perSecond()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
