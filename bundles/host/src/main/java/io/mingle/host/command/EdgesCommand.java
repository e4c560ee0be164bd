package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.event.Finished;
import io.mingle.api.perception.EdgeDetection;
import io.mingle.api.perception.Edges;
import io.mingle.host.console.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mingle edges}: the outlines of things. */
@Command(
        name = "edges",
        description = {
            "Tells where the outlines of things in a picture are, with a model that has a picture"
                    + " generator.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle edges --image in.png -o edges.png",
            "  mingle edges --image in.png --json"
        })
final class EdgesCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private PerceptionOption perception;

    EdgesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path out = perception.out();
        if (out == null && !perception.json() && !perception.shows()) {
            throw perception.wrong(
                    "Say where the outlines go with -o FILE.png, show them with --show, or print"
                            + " them with --json.");
        }
        DrawingOptions options = perception.options(1);
        Finished<Edges> finished =
                perception.look(
                        session,
                        EdgeDetection.class,
                        picture -> it -> it.trace(picture, options),
                        Edges::picture);
        Edges edges = finished.result();
        ObjectNode object = Json.object();
        object.put("width", edges.width()).put("height", edges.height());
        ObjectNode lines = object.putObject("lines").put("type", "MultiLineString");
        ArrayNode coordinates = lines.putArray("coordinates");
        edges.lines().forEach(it -> FoundValues.line(coordinates.addArray(), it.points()));
        object.put("lost_area", edges.lostArea());
        PerceptionOption.keep(out, edges.picture(), "edges", object);
        perception.tell(
                session,
                finished,
                edges.drawn(),
                object,
                List.of(PerceptionOption.before(out) + Units.count(edges.lines().size(), "line")));
        return ExitCode.OK;
    }
}
