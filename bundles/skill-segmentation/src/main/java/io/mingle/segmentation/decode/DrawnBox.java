package io.mingle.segmentation.decode;

/**
 * A box, in the size that was drawn, along the middle of its lines.
 *
 * @param left in pixels, 0 at the left edge of the first column
 * @param top in pixels, 0 at the upper edge of the first row
 * @param right not left of {@code left}
 * @param bottom not above {@code top}
 * @param colour number of its colour in the palette; -1 for another one
 * @param score the share of its sides that is drawn, 0 to 1
 */
public record DrawnBox(
        double left, double top, double right, double bottom, int colour, double score) {

    /** Returns the same box in another colour. */
    DrawnBox withColour(int value) {
        return new DrawnBox(left, top, right, bottom, value, score);
    }

    /** Returns the shared area over the area that both cover together. */
    public double overlap(DrawnBox other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        double shared = Math.max(0, width) * Math.max(0, height);
        double together = area() + other.area() - shared;
        return together > 0 ? shared / together : 0;
    }

    private double area() {
        return (right - left) * (bottom - top);
    }
}
