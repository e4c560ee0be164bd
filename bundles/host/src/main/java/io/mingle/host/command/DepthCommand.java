package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.event.Finished;
import io.mingle.api.perception.DepthEstimation;
import io.mingle.api.perception.DepthMap;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mingle depth}: how far away what is seen is. */
@Command(
        name = "depth",
        description = {
            "Tells how far away what is seen in a picture is, up to a scale and an offset, with a"
                    + " model that has a picture generator.",
            ""
        },
        footer = {"", "Examples:", "  mingle depth --image in.png -o depth.png"})
final class DepthCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private PerceptionOption perception;

    DepthCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path out = perception.out();
        if (out == null && !perception.shows()) {
            throw perception.wrong(
                    "Say where the depth map goes with -o FILE.png, or show it with --show.");
        }
        DrawingOptions options = perception.options(1);
        Finished<DepthMap> finished =
                perception.look(
                        session,
                        DepthEstimation.class,
                        picture -> it -> it.estimate(picture, options),
                        DepthMap::picture);
        DepthMap depth = finished.result();
        ObjectNode object = Json.object();
        object.put("width", depth.width()).put("height", depth.height());
        object.put("scale", depth.calibration().scale());
        object.put("offset", depth.calibration().offset());
        object.put("chroma", depth.chroma()).put("lost_area", depth.lostArea());
        PerceptionOption.keep(out, depth.picture(), "depth", object);
        perception.tell(
                session,
                finished,
                depth.drawn(),
                object,
                List.of(
                        "%s%sx%s, 16 bits"
                                .formatted(
                                        PerceptionOption.before(out),
                                        depth.width(),
                                        depth.height())));
        return ExitCode.OK;
    }
}
