package io.mingle.host.command;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Guidance;
import io.mingle.host.Mingle;
import io.mingle.host.input.StandardInput;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code mingle edit}: a picture, changed as told in words. */
@Command(
        name = "edit",
        description = {
            "Changes a picture as told in words, with a model that has a picture generator. What"
                    + " comes out may be changed further.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle edit --image in.png \"make the circle green\" -o out.png",
            "  mingle edit --image in.png \"a hat\" --mask head.png --image-guidance 1.5 -o"
                    + " out.png",
            "  mingle edit --image room.png --image chair.png \"add the chair\" -o out.png"
        })
final class EditCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            required = true,
            description =
                    "The picture to change; - for the standard input. Where there are several, the"
                            + " first is changed, and the model looks at the others, too.")
    private List<Path> images;

    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description =
                    "Where it may change: a picture of the same shape that is transparent there,"
                            + " or, without transparency, black. The rest stays byte for byte.")
    private Path mask;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE_OR_FOLDER",
            description =
                    "Where the picture goes: a file that ends with .png, a folder, made if it ends"
                            + " with /, or - for the standard output. What is there is replaced.")
    private String out;

    @Option(
            names = "--image-guidance",
            paramLabel = "G",
            description =
                    "How strongly the picture counts, 0 to 100: above 1 it is compared with drawing"
                            + " without it, in two more runs of the network a step.")
    private Double imageGuidance;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = ModeName.class,
            completionCandidates = ModeNames.class,
            description =
                    "What is compared where --image-guidance is above 1: ${COMPLETION-CANDIDATES}.")
    private Guidance.Mode mode;

    @Option(
            names = "--again",
            paramLabel = "FILE",
            description =
                    "Make the change of this file once more, with the words, the seed and the"
                            + " settings in it; other options go before them.")
    private Path again;

    @Mixin private DrawingOption drawing;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INSTRUCTION",
            description = "What to change, in quotes.")
    private String instruction;

    EditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (out == null && !drawing.previews().shows()) {
            throw wrong("Say where the picture goes with -o FILE.png, or show it with --show.");
        }
        if (instruction == null && again == null) {
            throw wrong("Say what to change, in quotes.");
        }
        PictureSettings settings = settings();
        DrawingOptions options = drawing.options(settings.options());
        DrawingOptions all = guided(options);
        PictureFiles files =
                out == null
                        ? null
                        : OptionValues.inRange(
                                spec,
                                () ->
                                        PictureFiles.in(
                                                out,
                                                new PathConverter().convert(out),
                                                false,
                                                all.count()));
        Edit edit = OptionValues.inRange(spec, () -> edit(settings));
        Optional<TerminalPictures> terminal = drawing.previews().terminal(session);
        try (Mingle mingle = session.start(model.directory());
                DrawingRun run = new DrawingRun(session, files, drawing.json(), 1, terminal)) {
            run.draw(0, () -> mingle.edit(edit, all));
        }
        return ExitCode.OK;
    }

    private PictureSettings settings() {
        PictureSettings settings =
                again == null
                        ? new PictureSettings("", true, DrawingOptions.USUAL)
                        : PictureSettings.of(Picture.read(again));
        return instruction == null
                ? settings
                : new PictureSettings(instruction, true, settings.options());
    }

    private DrawingOptions guided(DrawingOptions options) {
        return OptionValues.inRange(
                spec,
                () -> {
                    Guidance guidance = options.guidance();
                    guidance = imageGuidance == null ? guidance : guidance.withImage(imageGuidance);
                    return options.withGuidance(mode == null ? guidance : guidance.withMode(mode));
                });
    }

    private Edit edit(PictureSettings settings) {
        if (images.size() > 1 + Edit.MOST_BESIDE) {
            throw wrong(
                    "There are %s pictures, and at most %s are possible, the one to change included."
                            .formatted(images.size(), 1 + Edit.MOST_BESIDE));
        }
        if (images.stream().filter(StandardInput::isMeant).count() > 1) {
            throw wrong("The standard input is one picture; give the others as files.");
        }
        List<Picture> pictures = images.stream().map(this::picture).toList();
        return new Edit(
                pictures.get(0),
                settings.prompt(),
                Optional.ofNullable(mask).map(Picture::read),
                pictures.subList(1, pictures.size()));
    }

    private Picture picture(Path image) {
        return StandardInput.isMeant(image)
                ? new Picture(
                        StandardInput.NAME,
                        StandardInput.read(session.in(), "picture", Picture.MAX_BYTES))
                : Picture.read(image);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads the name of a mode. */
    static final class ModeName implements ITypeConverter<Guidance.Mode> {
        @Override
        public Guidance.Mode convert(String name) {
            return PictureSettings.modeOf(name)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'%s' is none of %s"
                                                    .formatted(
                                                            name,
                                                            String.join(
                                                                    ", ",
                                                                    PictureSettings.modes()))));
        }
    }

    /** Lists the names of the modes. */
    static final class ModeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PictureSettings.modes().iterator();
        }
    }
}
