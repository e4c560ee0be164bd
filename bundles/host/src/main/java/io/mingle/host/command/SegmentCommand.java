package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.event.Finished;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.perception.Segments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mingle segment}: which pixels belong to something. */
@Command(
        name = "segment",
        description = {
            "Tells which pixels of a picture belong to something, with a model that has a picture"
                    + " generator: the model paints it, and what it painted is read.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle segment --image in.png \"the red circle\" -o mask.png",
            "  mingle segment --image in.png --all instances -o masks.png --overlay seen.png",
            "  mingle segment --image in.png \"the cat\" --json"
        })
final class SegmentCommand implements Callable<Integer> {

    /** What all can be asked for. */
    enum All {
        CLASSES,
        INSTANCES
    }

    private final Session session;

    @Mixin private PerceptionOption perception;

    @Option(
            names = "--all",
            paramLabel = "KIND",
            description = "Look for all things: one mask for each class, or for each instance.")
    private All all;

    @Option(
            names = "--several",
            description =
                    "Keep all parts that are found; else it is one thing, and small parts beside it"
                            + " are left out.")
    private boolean several;

    @Option(
            names = "--colour",
            paramLabel = "COLOUR",
            description =
                    "Have it painted in a colour that is named: red, green, blue, yellow, … or"
                            + " #rrggbb.")
    private String colour;

    @Option(
            names = "--n",
            paramLabel = "N",
            description =
                    "Let N drawings, each with the seed after the one before, vote on each pixel.")
    private Integer count;

    @Option(
            names = "--overlay",
            paramLabel = "FILE",
            description = "Where the picture goes with the masks painted on it, as PNG.")
    private Path overlay;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXPRESSION",
            description = "What to look for, in quotes; several expressions mean the same thing.")
    private List<String> expressions = new ArrayList<>();

    SegmentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path out = perception.out();
        perception.png(overlay, "--overlay");
        if (out == null && overlay == null && !perception.json() && !perception.shows()) {
            throw perception.wrong(
                    "Say where the mask goes with -o FILE.png, show it with --show, or print it"
                            + " with --json.");
        }
        SegmentationTask task = task();
        DrawingOptions options = perception.options(count == null ? 1 : count);
        Finished<Segments> finished =
                perception.look(
                        session,
                        Segmentation.class,
                        picture -> it -> it.segment(picture, task, options),
                        Segments::overlay);
        tell(finished, out);
        return ExitCode.OK;
    }

    private SegmentationTask task() {
        if (all == null == expressions.isEmpty()) {
            throw perception.wrong(
                    all == null
                            ? "Say what to look for, in quotes, or --all classes or --all"
                                    + " instances."
                            : "--all looks for everything; leave out '%s'."
                                    .formatted(expressions.get(0)));
        }
        if (all != null) {
            if (several || colour != null || count != null) {
                throw perception.wrong("--several, --colour and --n do not go with --all.");
            }
            return all == All.CLASSES
                    ? new SegmentationTask.Classes()
                    : new SegmentationTask.Instances();
        }
        return colour == null
                ? new SegmentationTask.Referring(expressions, several)
                : new SegmentationTask.Colouring(String.join(", ", expressions), colour);
    }

    private void tell(Finished<Segments> finished, Path out) {
        Segments segments = finished.result();
        ObjectNode object = Json.object();
        ArrayNode masks = object.putArray("masks");
        List<String> lines = new ArrayList<>();
        for (Mask mask : segments.masks()) {
            masks.add(FoundValues.of(mask));
            lines.add(
                    "%s: %s pixels in %s, score %s%s"
                            .formatted(
                                    mask.label(),
                                    mask.area(),
                                    FoundValues.text(mask.box()),
                                    FoundValues.text(mask.score()),
                                    all == null ? "" : ", " + mask.colour()));
        }
        if (lines.isEmpty()) {
            lines.add("Nothing was found.");
        }
        object.set("diagnostics", FoundValues.of(segments.diagnostics()));
        PerceptionOption.keep(out, segments.mask(), "mask", object);
        PerceptionOption.keep(overlay, segments.overlay(), "overlay", object);
        perception.tell(session, finished, segments.drawn(), object, lines);
    }
}
