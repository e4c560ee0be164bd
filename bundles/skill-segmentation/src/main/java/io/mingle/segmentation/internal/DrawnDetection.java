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
        byte[] overlay = original.rgb().clone();
        int thick = Math.max(1, Math.min(original.width(), original.height()) / THICKNESS);
        for (DrawnBox drawn : decoders.boxes().decode(scene.reference(), scene.drawn().get(0))) {
            Box box = box(drawn, scene.frame(), label);
            boolean known = drawn.colour() >= 0;
            Rgb colour = known ? decoders.palette().colour(drawn.colour()) : Rgb.RED;
            boxes.add(new DetectedBox(box, drawn.score(), known ? colour.toString() : ""));
            int[] sides = {box.x0(), box.y0(), box.x1(), box.y1()};
            Overlay.frame(overlay, original.width(), sides, thick, colour);
        }
        return new Detections(
                original.width(),
                original.height(),
                boxes,
                scene.picture(
                        "overlay.png",
                        PngPictures.of(
                                new RgbPicture(original.width(), original.height(), overlay))),
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
}
