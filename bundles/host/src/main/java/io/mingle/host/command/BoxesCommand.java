package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.event.Finished;
import io.mingle.api.perception.DetectedBox;
import io.mingle.api.perception.Detections;
import io.mingle.api.perception.ObjectDetection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mingle boxes}: boxes around things. */
@Command(
        name = "boxes",
        description = {
            "Draws boxes around things in a picture, with a model that has a picture generator."
                    + " Prints left, upper, right and lower edge in pixels.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle boxes --image in.png",
            "  mingle boxes --image in.png \"cat\" \"dog\" -o seen.png --json"
        })
final class BoxesCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private PerceptionOption perception;

    @Parameters(
            arity = "0..*",
            paramLabel = "OBJECT",
            description = "What to look for, in quotes; all things if left out.")
    private List<String> objects = new ArrayList<>();

    BoxesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path out = perception.out();
        DrawingOptions options = perception.options(1);
        Finished<Detections> finished =
                perception.look(
                        session,
                        ObjectDetection.class,
                        picture -> it -> it.detect(picture, objects, options),
                        Detections::overlay);
        Detections found = finished.result();
        ObjectNode object = Json.object();
        ArrayNode boxes = object.putArray("boxes");
        List<String> lines = new ArrayList<>();
        for (DetectedBox each : found.boxes()) {
            ObjectNode box = Json.object().put("label", each.box().label());
            box.setAll(FoundValues.of(each.box()));
            boxes.add(box.put("score", each.score()).put("colour", each.colour()));
            lines.add(
                    "%s: %s, score %s"
                            .formatted(
                                    each.box().label(),
                                    FoundValues.text(each.box()),
                                    FoundValues.text(each.score())));
        }
        if (lines.isEmpty()) {
            lines.add("Nothing was found.");
        }
        object.put("lost_area", found.lostArea());
        PerceptionOption.keep(out, found.overlay(), "overlay", object);
        perception.tell(session, finished, found.drawn(), object, lines);
        return ExitCode.OK;
    }
}
