package io.mingle.api.perception;

import io.mingle.api.content.Picture;
import java.util.List;

/**
 * Where things are.
 *
 * @param width of the picture, as it is shown
 * @param height of the picture
 * @param boxes the surest first; copied
 * @param overlay the picture with the boxes drawn on it, as a PNG file
 * @param drawn what the generator made of the picture, in the size that it draws
 * @param lostArea the share of the picture that was cropped before it was drawn, 0 to 1
 */
public record Detections(
        int width,
        int height,
        List<DetectedBox> boxes,
        Picture overlay,
        Picture drawn,
        double lostArea) {

    /** Copies the list. */
    public Detections {
        boxes = List.copyOf(boxes);
    }
}
