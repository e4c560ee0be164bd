package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.host.Mingle;
import io.mingle.host.input.StandardInput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the commands that see by drawing have in common. */
final class PerceptionOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Mixin private ModelOption model;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            required = true,
            description = "The picture to look at; - for the standard input.")
    private Path image;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description =
                    "Where the picture of what was found goes, a file that ends with .png. What is"
                            + " there is replaced.")
    private Path out;

    @Option(
            names = "--drawn",
            paramLabel = "FILE",
            description = "Where to keep what the model drew, a file that ends with .png.")
    private Path drawn;

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
            description = "Seed of the noise; a random one if left out.")
    private Long seed;

    @Mixin private PreviewOption previews;

    @Option(names = "--json", description = "Print a JSON object with all that was found.")
    private boolean json;

    /** Which option named a file. */
    private final Map<Path, String> named = new HashMap<>();

    boolean json() {
        return json;
    }

    /** Tells whether what was found is to be shown in the terminal. */
    boolean shows() {
        return previews.shows();
    }

    /** Returns where the picture goes; null if it was not said. */
    Path out() {
        return png(out, "-o");
    }

    /**
     * Returns a file as it was named, or null.
     *
     * @throws ParameterException if it does not end with .png, or another option names it, too
     * @throws io.mingle.api.error.UnwritableOutputException if it could not be written
     */
    Path png(Path file, String option) {
        if (file == null) {
            return null;
        }
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw wrong(
                    "Pictures are written as PNG, and '%s' of %s does not end with .png."
                            .formatted(file, option));
        }
        String other = named.putIfAbsent(file.toAbsolutePath().normalize(), option);
        if (other != null) {
            throw wrong(
                    "Both %s and %s name '%s'. Name a file for each."
                            .formatted(other, option, file));
        }
        PictureFiles.requireWritable(file);
        return file;
    }

    ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /**
     * Returns how to draw.
     *
     * @param count of drawings
     */
    DrawingOptions options(int count) {
        return OptionValues.inRange(
                command,
                () ->
                        DrawingOption.named(
                                () -> {
                                    DrawingOptions options = DrawingOptions.USUAL.withCount(count);
                                    options = steps == null ? options : options.withSteps(steps);
                                    options = seed == null ? options : options.withSeed(seed);
                                    Integer every = previews.every();
                                    return every == null
                                            ? options
                                            : options.withPreviewEvery(every);
                                }));
    }

    /**
     * Looks at the picture, and shows meanwhile how far it is.
     *
     * @param service who looks
     * @param call begins to
     * @param shown what of it is shown in the terminal
     */
    <T, R> Finished<R> look(
            Session session,
            Class<T> service,
            Function<Picture, Function<T, Generation<R>>> call,
            Function<R, Picture> shown) {
        png(drawn, "--drawn");
        Picture picture =
                StandardInput.isMeant(image)
                        ? new Picture(
                                StandardInput.NAME,
                                StandardInput.read(session.in(), "picture", Picture.MAX_BYTES))
                        : Picture.read(image);
        Optional<TerminalPictures> terminal = previews.terminal(session);
        try (Mingle mingle = session.start(model.directory());
                DrawingProgress progress = new DrawingProgress(session, 1, terminal)) {
            Generation<R> generation =
                    session.patiently(
                            "loading the model",
                            () -> mingle.generate(service, picture, call.apply(picture)));
            try {
                Finished<R> finished =
                        Receiver.await(
                                generation,
                                session.interruption(),
                                update -> progress.show(update, 0, index -> out));
                progress.show(shown.apply(finished.result()));
                return finished;
            } finally {
                progress.removePreviews();
            }
        }
    }

    /**
     * Keeps files, and prints what was found.
     *
     * @param drawing what the model drew
     * @param object for programs; gets seed and steps, the names of files and the warnings
     * @param lines for people
     */
    void tell(
            Session session,
            Finished<?> finished,
            Picture drawing,
            ObjectNode object,
            Iterable<String> lines) {
        keep(drawn, drawing, "drawn", object);
        Optional<DrawingOptions> how = how(drawing);
        how.ifPresent(
                it -> {
                    it.seed().ifPresent(value -> object.put("seed", value));
                    it.steps().ifPresent(value -> object.put("steps", value));
                });
        finished.warnings().forEach(object.putArray("warnings")::add);
        if (json) {
            session.out().println(Json.line(object));
        } else {
            lines.forEach(session.out()::println);
            if (seed == null) {
                how.ifPresent(it -> tellSeed(session, it.seed()));
            }
        }
        session.warn(finished);
    }

    /**
     * Returns how a picture was drawn, if its file tells; whoever drew it need not be this Mingle.
     */
    private static Optional<DrawingOptions> how(Picture drawing) {
        try {
            return PictureSettings.in(drawing).map(PictureSettings::options);
        } catch (UnreadableContentException e) {
            return Optional.empty();
        }
    }

    private static void tellSeed(Session session, OptionalLong drawnWith) {
        drawnWith.ifPresent(
                it ->
                        session.err()
                                .println(
                                        "mingle: drawn with seed %s; --seed %1$s draws it again"
                                                .formatted(it)));
    }

    /** Returns what stands before a line about a file; nothing if there is none. */
    static String before(Path file) {
        return file == null ? "" : file + ": ";
    }

    /** Writes a picture where it was to go, if it was, and notes the name. */
    static void keep(Path file, Picture picture, String name, ObjectNode object) {
        if (file != null) {
            PictureFiles.write(file, picture.bytes());
            object.put(name, file.toString());
        }
    }
}
