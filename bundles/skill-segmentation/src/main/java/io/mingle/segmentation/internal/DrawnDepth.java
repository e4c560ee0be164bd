package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.perception.DepthCalibration;
import io.mingle.api.perception.DepthEstimation;
import io.mingle.api.perception.DepthMap;
import io.mingle.broker.Broker;
import io.mingle.segmentation.decode.DecodedDepth;
import io.mingle.segmentation.output.PngPictures;
import io.mingle.segmentation.raster.Plane;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Estimates depths by having them drawn in shades of grey. */
@Component(service = {DepthEstimation.class, DrawnDepth.class})
public final class DrawnDepth implements DepthEstimation {

    private final Decoders decoders;
    private final Redrawing redrawing;

    @Activate
    public DrawnDepth(@Reference Broker broker, @Reference Decoders decoders) {
        this.decoders = decoders;
        this.redrawing = new Redrawing(broker, decoders.preparation());
    }

    @Override
    public Generation<DepthMap> estimate(Picture picture, DrawingOptions options) {
        if (options == null) {
            throw new InvalidRequestException(
                    "Depths were asked for without options. DrawingOptions.USUAL will do.");
        }
        return redrawing.begin(
                picture, decoders.prompts().depth(), options.withCount(1), this::depths);
    }

    private DepthMap depths(Scene scene) {
        DecodedDepth decoded = decoders.depths().decode(scene.drawn().get(0));
        if (decoded.doubtful()) {
            scene.warn(
                    "What was drawn is colourful and hardly a depth map; ask once more with another"
                            + " seed.");
        }
        Plane depth = scene.frame().project(decoded.depth());
        return new DepthMap(
                depth.width(),
                depth.height(),
                scene.picture("depth.png", PngPictures.of(depth)),
                DepthCalibration.RELATIVE,
                decoded.chroma(),
                scene.frame().lostArea(),
                scene.firstDrawn());
    }
}
