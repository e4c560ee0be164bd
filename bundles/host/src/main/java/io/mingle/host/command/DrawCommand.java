package io.mingle.host.command;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.host.Mingle;
import io.mingle.host.input.StandardInput;
import io.mingle.host.input.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle draw}: pictures from words. */
@Command(
        name = "draw",
        description = {
            "Draws pictures from words, with a model that has a picture generator. How far it is,"
                + " is told on the standard error. Words, seed and settings stand in the PNG, so"
                + " that a picture can be drawn again.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle draw \"two red circles above a blue square\" -o out.png",
            "  mingle draw \"a red star\" -o stars/ --n 4 --seed 7 --ratio 4:3",
            "  mingle draw --prompts prompts.txt -o folder/",
            "  mingle draw --again out.png -o finer.png --steps 50"
        })
final class DrawCommand implements Callable<Integer> {

    private static final TextFile PROMPTS =
            new TextFile("list of prompts", 64 << 20, "It has one prompt a line.");

    private static final Pattern RATIO =
            Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?):(\\d{1,4}(?:\\.\\d{1,6})?)");

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description =
                    "A text with one prompt a line, - for the standard input; blank lines do not"
                            + " count. The picture of the first is called 0.png.")
    private Path prompts;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE_OR_FOLDER",
            description =
                    "Where the picture goes: a file that ends with .png, a folder, made if it ends"
                            + " with /, or - for the standard output. What is there is replaced.")
    private String out;

    @Option(
            names = "--ratio",
            paramLabel = "W:H",
            description = "Which shape, instead of --size: 1:1, 4:3, 16:9, …")
    private String ratio;

    @Option(
            names = "--again",
            paramLabel = "FILE",
            description =
                    "Draw the picture of this file once more, with the words, the seed and the"
                            + " settings in it; other options go before them.")
    private Path again;

    @Mixin private DrawingOption drawing;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "What is to be seen, in quotes.")
    private String prompt;

    DrawCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (out == null && !drawing.previews().shows()) {
            throw wrong("Say where the picture goes with -o FILE.png, or show it with --show.");
        }
        PictureSettings settings = settings();
        DrawingOptions options = shaped(drawing.options(settings.options()));
        List<String> asked = prompts == null ? List.of(settings.prompt()) : lines();
        PictureFiles files = out == null ? null : files(options.count());
        boolean failed = false;
        Optional<TerminalPictures> terminal = drawing.previews().terminal(session);
        try (Mingle mingle = session.start(model.directory());
                DrawingRun run =
                        new DrawingRun(session, files, drawing.json(), asked.size(), terminal)) {
            for (int i = 0; i < asked.size(); i++) {
                String words = asked.get(i);
                try {
                    run.draw(i, () -> mingle.draw(words, options));
                } catch (ConversationTooLongException | InvalidRequestException e) {
                    failed = true;
                    tell(i, e);
                }
            }
        }
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    /** What is wrong with one prompt of many does not keep the others from being drawn. */
    private void tell(int index, MingleException error) {
        if (prompts == null) {
            throw error;
        }
        session.live().clear();
        session.err().println("mingle: prompt %s: %s".formatted(index, ErrorLine.text(error)));
    }

    private PictureSettings settings() {
        boolean one = (prompt != null ? 1 : 0) + (prompts != null ? 1 : 0) == 1;
        if (again == null) {
            if (!one) {
                throw wrong("Give a prompt, or a list of them with --prompts.");
            }
            return new PictureSettings(prompt == null ? "" : prompt, false, DrawingOptions.USUAL);
        }
        if (prompts != null) {
            throw wrong("One picture is drawn '--again': leave '--prompts' out.");
        }
        PictureSettings settings = PictureSettings.of(Picture.read(again));
        if (settings.edited()) {
            throw wrong(
                    "The picture '%s' was made of another one: give that to 'mingle edit --image', with this '--again'."
                            .formatted(again));
        }
        return prompt == null ? settings : new PictureSettings(prompt, false, settings.options());
    }

    /** Only the shape counts, so any size of it will do. */
    private DrawingOptions shaped(DrawingOptions options) {
        if (ratio == null) {
            return options;
        }
        if (drawing.sizes()) {
            throw wrong("A shape is given by --size or by --ratio: leave one of them out.");
        }
        Matcher matcher = RATIO.matcher(ratio);
        double width = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        double height = matcher.matches() ? Double.parseDouble(matcher.group(2)) : 0;
        if (!(width > 0 && height > 0)) {
            throw wrong("The ratio '%s' is no shape; write it as 4:3.".formatted(ratio));
        }
        double scale = 4096 / Math.max(width, height);
        return options.withSize(
                (int) Math.max(1, Math.rint(width * scale)),
                (int) Math.max(1, Math.rint(height * scale)));
    }

    private List<String> lines() {
        String text =
                StandardInput.isMeant(prompts)
                        ? TextFile.text(
                                StandardInput.read(
                                        session.in(), "list of prompts", PROMPTS.limit()))
                        : PROMPTS.read(prompts);
        List<String> lines = text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw wrong("The list '%s' has no prompt. Write one a line.".formatted(prompts));
        }
        return lines;
    }

    private PictureFiles files(int count) {
        return OptionValues.inRange(
                spec,
                () ->
                        PictureFiles.in(
                                out, new PathConverter().convert(out), prompts != null, count));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
