package io.mingle.document.internal.layout;

/**
 * A part of a picture.
 *
 * @param x0 its left column
 * @param y0 its upper row
 * @param x1 the column behind it
 * @param y1 the row behind it
 */
public record Rect(int x0, int y0, int x1, int y1) {

    int width() {
        return x1 - x0;
    }

    int height() {
        return y1 - y0;
    }

    Rect union(Rect other) {
        return new Rect(
                Math.min(x0, other.x0),
                Math.min(y0, other.y0),
                Math.max(x1, other.x1),
                Math.max(y1, other.y1));
    }

    boolean overlaps(Rect other) {
        return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
    }
}
