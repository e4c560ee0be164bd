package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import io.mingle.host.Mingle;
import io.mingle.host.input.StandardInput;
import java.nio.file.Path;
import java.util.Locale;
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

    @Option(names = "--json", description = "Print a JSON object with all that was found.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** Returns where the picture goes; null if it was not said. */
    Path out() {
        return png(out, "-o");
    }

    /**
     * Returns a file as it was named, or null.
     *
     * @throws ParameterException if it does not end with .png
     */
    Path png(Path file, String option) {
        if (file != null && !file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw wrong(
                    "Pictures are written as PNG, and '%s' of %s does not end with .png."
                            .formatted(file, option));
        }
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
                () -> {
                    DrawingOptions options = DrawingOptions.USUAL.withCount(count);
                    options = steps == null ? options : options.withSteps(steps);
                    return seed == null ? options : options.withSeed(seed);
                });
    }

    /**
     * Looks at the picture, and shows meanwhile how far it is.
     *
     * @param service who looks
     * @param call begins to
     */
    <T, R> Finished<R> look(
            Session session, Class<T> service, Function<Picture, Function<T, Generation<R>>> call) {
        png(drawn, "--drawn");
        Picture picture =
                StandardInput.isMeant(image)
                        ? new Picture(
                                StandardInput.NAME,
                                StandardInput.read(session.in(), "picture", Picture.MAX_BYTES))
                        : Picture.read(image);
        try (Mingle mingle = session.start(model.directory())) {
            Generation<R> generation =
                    session.patiently(
                            "loading the model",
                            () -> mingle.generate(service, picture, call.apply(picture)));
            try {
                return Receiver.await(
                        generation, session.interruption(), update -> show(session, update));
            } finally {
                session.live().clear();
            }
        }
    }

    private static void show(Session session, Update update) {
        if (update instanceof Progress progress && progress.of() > 0) {
            session.live()
                    .show(
                            "%s, %s of %s"
                                    .formatted(progress.what(), progress.step(), progress.of()));
        } else if (update instanceof PicturePreview preview) {
            session.live().show("drawing, %s of %s".formatted(preview.step(), preview.of()));
        }
    }

    /**
     * Keeps files, and prints what was found.
     *
     * @param drawing what the model drew
     * @param object for programs; gets the names of files and the warnings
     * @param lines for people
     */
    void tell(
            Session session,
            Finished<?> finished,
            Picture drawing,
            ObjectNode object,
            Iterable<String> lines) {
        keep(drawn, drawing, "drawn", object);
        finished.warnings().forEach(object.putArray("warnings")::add);
        if (json) {
            session.out().println(Json.line(object));
        } else {
            lines.forEach(session.out()::println);
        }
        session.warn(finished);
    }

    /** Writes a picture where it was to go, if it was, and notes the name. */
    static void keep(Path file, Picture picture, String name, ObjectNode object) {
        if (file != null) {
            PictureFiles.write(file, picture);
            object.put(name, file.toString());
        }
    }
}
