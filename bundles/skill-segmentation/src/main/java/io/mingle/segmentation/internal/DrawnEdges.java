package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.perception.EdgeDetection;
import io.mingle.api.perception.Edges;
import io.mingle.api.perception.Point;
import io.mingle.api.perception.Polyline;
import io.mingle.broker.Broker;
import io.mingle.segmentation.decode.DecodedEdges;
import io.mingle.segmentation.decode.Frame;
import io.mingle.segmentation.output.PngPictures;
import io.mingle.segmentation.raster.BitMask;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds outlines by having them drawn. */
@Component(service = {EdgeDetection.class, DrawnEdges.class})
public final class DrawnEdges implements EdgeDetection {

    private final Decoders decoders;
    private final Redrawing redrawing;

    @Activate
    public DrawnEdges(@Reference Broker broker, @Reference Decoders decoders) {
        this.decoders = decoders;
        this.redrawing = new Redrawing(broker, decoders.preparation());
    }

    @Override
    public Generation<Edges> trace(Picture picture, DrawingOptions options) {
        if (options == null) {
            throw new InvalidRequestException(
                    "Outlines were asked for without options. DrawingOptions.USUAL will do.");
        }
        return redrawing.begin(
                picture, decoders.prompts().edges(), options.withCount(1), this::edges);
    }

    private Edges edges(Scene scene) {
        DecodedEdges decoded = decoders.edges().decode(scene.drawn().get(0));
        BitMask edges = scene.frame().project(decoded.edges());
        return new Edges(
                edges.width(),
                edges.height(),
                scene.picture("edges.png", PngPictures.of(edges)),
                decoded.lines().stream().map(it -> line(it, scene.frame())).toList(),
                scene.frame().lostArea(),
                scene.firstDrawn());
    }

    /** The middle of a pixel lies half a pixel from its edges. */
    private static Polyline line(int[] bends, Frame frame) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < bends.length; i += 2) {
            points.add(
                    new Point(
                            frame.originalX(bends[i]) + 0.5, frame.originalY(bends[i + 1]) + 0.5));
        }
        return new Polyline(points);
    }
}
