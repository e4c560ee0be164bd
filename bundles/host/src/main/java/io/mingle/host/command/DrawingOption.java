package io.mingle.host.command;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How to draw, as far as drawing and editing have it in common. */
final class DrawingOption {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})[x×*](\\d{1,9})");
    private static final Pattern INTERVAL = Pattern.compile("(\\d?\\.?\\d+)-(\\d?\\.?\\d+)");

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description =
                    "How large: width and height in pixels. What is drawn has the nearest shape"
                            + " that the model knows; what is edited is resized to it.")
    private String size;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "How many steps of denoising, 1 to 1000; as many as the model wants if left"
                            + " out.")
    private Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of the noise; a random one if left out, which is told.")
    private Long seed;

    @Option(
            names = "--n",
            paramLabel = "N",
            description = "How many pictures, 1 to 64; each with the seed after the one before.")
    private Integer count;

    @Option(
            names = "--guidance",
            paramLabel = "G",
            description =
                    "How strongly the words count, 0 to 100; as much as the model wants if left"
                            + " out, 1 or less to ask the network once a step.")
    private Double guidance;

    @Option(
            names = "--rescale",
            paramLabel = "R",
            description =
                    "How far the contrast that guidance adds is taken back, 0 (not at all) to 1.")
    private Double rescale;

    @Option(
            names = "--interval",
            paramLabel = "A-B",
            description = "The part of the steps that are guided, for example 0.1-0.8.")
    private String interval;

    @Option(
            names = "--negative",
            paramLabel = "TEXT",
            description = "What should not be seen: guidance leads away from it.")
    private String negative;

    @Mixin private PreviewOption previews;

    @Option(
            names = "--json",
            description =
                    "Print a JSON object with 'pictures' for each prompt: files, seeds, times.")
    private boolean json;

    PreviewOption previews() {
        return previews;
    }

    /** Tells whether a size was given. */
    boolean sizes() {
        return size != null;
    }

    boolean json() {
        return json;
    }

    /**
     * Changes what was given on the command line.
     *
     * @throws picocli.CommandLine.ParameterException if a value is out of its range
     */
    DrawingOptions options(DrawingOptions before) {
        return OptionValues.inRange(command, () -> named(() -> changed(before)));
    }

    /** Names options as they are typed, and not as in Java. */
    static DrawingOptions named(Supplier<DrawingOptions> options) {
        try {
            return options.get();
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    e.getMessage()
                            .replace("'count'", "'--n'")
                            .replace("'steps'", "'--steps'")
                            .replace("'previewEvery'", "'--preview'"),
                    e);
        }
    }

    private DrawingOptions changed(DrawingOptions before) {
        return new DrawingOptions(
                size == null ? before.size() : Optional.of(size()),
                steps == null ? before.steps() : OptionalInt.of(steps),
                guidance(before.guidance()),
                negative == null ? before.negative() : Optional.of(negative),
                seed == null ? before.seed() : OptionalLong.of(seed),
                count == null ? before.count() : count,
                previews.every() == null ? before.previewEvery() : previews.every());
    }

    private PictureSize size() {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new InvalidRequestException(
                    "The size '%s' is no width and height; write them as 512x384.".formatted(size));
        }
        return new PictureSize(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private Guidance guidance(Guidance before) {
        Guidance changed = guidance == null ? before : before.withText(guidance);
        changed = rescale == null ? changed : changed.withRescale(rescale);
        if (interval == null) {
            return changed;
        }
        Matcher matcher = INTERVAL.matcher(interval);
        if (!matcher.matches()) {
            throw new InvalidRequestException(
                    "The interval '%s' is no part of the steps; write it as 0.1-0.8."
                            .formatted(interval));
        }
        return changed.withInterval(
                Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    }
}
