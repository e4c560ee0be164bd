package io.mingle.api.understanding;

import io.mingle.api.error.InvalidRequestException;

/**
 * A place in a picture.
 *
 * @param label what is there
 * @param x0 the left edge, in pixels of the picture as it is shown (after its orientation is
 *     applied)
 * @param y0 the upper edge
 * @param x1 the right edge, at or right of {@code x0}
 * @param y1 the lower edge, at or below {@code y0}
 */
public record Box(String label, int x0, int y0, int x1, int y1) {

    /**
     * Checks that the edges are in order.
     *
     * @throws InvalidRequestException if they are not, one is negative, or there is no label
     */
    public Box {
        if (label == null || x0 < 0 || y0 < 0 || x1 < x0 || y1 < y0) {
            throw new InvalidRequestException(
                    "A box was given as ["
                            + x0
                            + ", "
                            + y0
                            + ", "
                            + x1
                            + ", "
                            + y1
                            + "] with label "
                            + label
                            + ". Give left, upper, right, lower edge, none negative, and a label.");
        }
    }

    /**
     * Tells how well two places agree: the area that they share, divided by the area that they
     * cover together (IoU).
     *
     * @param other another place in the same picture
     * @return 0 (apart) to 1 (the same); 0 if neither has an area
     */
    public double intersectionOverUnion(Box other) {
        double width = Math.max(0, Math.min(x1, other.x1) - Math.max(x0, other.x0));
        double height = Math.max(0, Math.min(y1, other.y1) - Math.max(y0, other.y0));
        double shared = width * height;
        double covered = area() + other.area() - shared;
        return covered > 0 ? shared / covered : 0;
    }

    private double area() {
        return (double) (x1 - x0) * (y1 - y0);
    }
}
