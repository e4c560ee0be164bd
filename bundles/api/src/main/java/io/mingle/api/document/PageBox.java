package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * A place on a page, in points (1/72 inch) from its upper left corner. Of a picture, a pixel is a
 * point.
 *
 * @param x0 the left edge
 * @param y0 the upper edge
 * @param x1 the right edge, at or right of {@code x0}
 * @param y1 the lower edge, at or below {@code y0}
 */
public record PageBox(double x0, double y0, double x1, double y1) {

    private static final int SCALE = 1000;

    /**
     * Checks that the edges are in order.
     *
     * @throws InvalidRequestException if they are not, or one is not a number
     */
    public PageBox {
        if (!(x0 <= x1 && y0 <= y1) || !Double.isFinite(x0 + y0 + x1 + y1)) {
            throw new InvalidRequestException(
                    "A place on a page was given as [%s, %s, %s, %s]. Give left, upper, right and lower edge."
                            .formatted(x0, y0, x1, y1));
        }
    }

    /** Returns the width in points. */
    public double width() {
        return x1 - x0;
    }

    /** Returns the height in points. */
    public double height() {
        return y1 - y0;
    }

    /** Returns the smallest place that covers both. */
    public PageBox union(PageBox other) {
        return new PageBox(
                Math.min(x0, other.x0),
                Math.min(y0, other.y0),
                Math.max(x1, other.x1),
                Math.max(y1, other.y1));
    }

    /** Tells whether the middle of the other lies in this one. */
    public boolean holds(PageBox other) {
        double x = (other.x0 + other.x1) / 2;
        double y = (other.y0 + other.y1) / 2;
        return x0 <= x && x <= x1 && y0 <= y && y <= y1;
    }

    /**
     * Returns the edges as the model writes them: whole numbers from 0 to 1,000 of the page's width
     * and height.
     *
     * @param page the page on which it lies
     * @return left, upper, right, lower edge
     */
    public List<Integer> thousandths(Page page) {
        return List.of(
                scaled(x0, page.width()),
                scaled(y0, page.height()),
                scaled(x1, page.width()),
                scaled(y1, page.height()));
    }

    private static int scaled(double value, double side) {
        return (int) Math.max(0, Math.min(SCALE, Math.round(value / side * SCALE)));
    }
}
