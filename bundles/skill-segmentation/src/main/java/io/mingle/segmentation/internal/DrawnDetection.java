package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.perception.DetectedBox;
import io.mingle.api.perception.Detections;
import io.mingle.api.perception.ObjectDetection;
import io.mingle.api.understanding.Box;
import io.mingle.broker.Broker;
import io.mingle.segmentation.decode.DrawnBox;
import io.mingle.segmentation.decode.Frame;
import io.mingle.segmentation.decode.Overlay;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.output.PngPictures;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds things by having boxes drawn around them. */
@Component(service = {ObjectDetection.class, DrawnDetection.class})
public final class DrawnDetection implements ObjectDetection {

    private static final String ANY = "object";

    /** One pixel in so many is the thickness of a line that is shown. */
    private static final int THICKNESS = 200;

    private final Decoders decoders;
    private final Redrawing redrawing;

    @Activate
    public DrawnDetection(@Reference Broker broker, @Reference Decoders decoders) {
        this.decoders = decoders;
        this.redrawing = new Redrawing(broker, decoders.preparation());
    }

    @Override
    public Generation<Detections> detect(
            Picture picture, List<String> objects, DrawingOptions options) {
        if (objects == null
                || options == null
                || objects.stream().anyMatch(it -> it == null || it.isBlank())) {
            throw new InvalidRequestException(
                    "Boxes were asked for, and the list of objects or the options are missing, or"
                            + " an object has no name. Leave the list empty for all objects.");
        }
        List<String> named = objects.stream().map(String::strip).toList();
        String label = named.isEmpty() ? ANY : String.join(", ", named);
        return redrawing.begin(
                picture,
                decoders.prompts().boxes(named),
                options.withCount(1),
                scene -> boxes(scene, label));
    }

    private Detections boxes(Scene scene, String label) {
        List<DetectedBox> boxes = new ArrayList<>();
        RgbPicture original = scene.original();
        RgbPicture overlay = original;
        for (DrawnBox drawn : decoders.boxes().decode(scene.reference(), scene.drawn().get(0))) {
            Box box = box(drawn, scene.frame(), label);
            boolean known = drawn.colour() >= 0;
            Rgb colour = known ? decoders.palette().colour(drawn.colour()) : Rgb.RED;
            boxes.add(new DetectedBox(box, drawn.score(), known ? colour.toString() : ""));
            overlay = Overlay.paint(overlay, outline(box, original), colour, 1);
        }
        return new Detections(
                original.width(),
                original.height(),
                boxes,
                new Picture("overlay.png", PngPictures.of(overlay)),
                scene.firstDrawn(),
                scene.frame().lostArea());
    }

    /** Edges of pixels lie half a pixel from their middle. */
    private static Box box(DrawnBox drawn, Frame frame, String label) {
        int width = frame.original().width();
        int height = frame.original().height();
        return new Box(
                label,
                within(frame.originalX(drawn.left() - 0.5) + 0.5, width),
                within(frame.originalY(drawn.top() - 0.5) + 0.5, height),
                within(frame.originalX(drawn.right() - 0.5) + 0.5, width),
                within(frame.originalY(drawn.bottom() - 0.5) + 0.5, height));
    }

    private static int within(double edge, int side) {
        return (int) Math.max(0, Math.min(side, Math.round(edge)));
    }

    private static BitMask outline(Box box, RgbPicture picture) {
        int thick = Math.max(1, Math.min(picture.width(), picture.height()) / THICKNESS);
        BitMask outline = new BitMask(picture.width(), picture.height());
        for (int y = box.y0(); y < Math.min(box.y1(), picture.height()); y++) {
            for (int x = box.x0(); x < Math.min(box.x1(), picture.width()); x++) {
                boolean inside =
                        x >= box.x0() + thick
                                && x < box.x1() - thick
                                && y >= box.y0() + thick
                                && y < box.y1() - thick;
                outline.set()[y * picture.width() + x] = !inside;
            }
        }
        return outline;
    }
}
