package io.mingle.api.perception;

import io.mingle.api.content.Picture;
import java.util.List;

/**
 * Outlines of things.
 *
 * @param width of the picture, as it is shown
 * @param height of the picture
 * @param picture a PNG file of this size: white lines on black
 * @param lines the same lines, traced; copied
 * @param lostArea the share of the picture that was cropped before it was drawn, 0 to 1
 * @param drawn what the generator made of the picture, in the size that it draws
 */
public record Edges(
        int width,
        int height,
        Picture picture,
        List<Polyline> lines,
        double lostArea,
        Picture drawn) {

    /** Copies the list. */
    public Edges {
        lines = List.copyOf(lines);
    }
}
