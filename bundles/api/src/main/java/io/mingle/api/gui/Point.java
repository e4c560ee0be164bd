package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;

/**
 * A spot on a screen, whatever its size.
 *
 * @param x from the left edge, as a fraction of the width, 0 to 1
 * @param y from the upper edge, as a fraction of the height, 0 to 1
 */
public record Point(double x, double y) {

    /**
     * Checks that the spot is on the screen.
     *
     * @throws InvalidRequestException if it is not
     */
    public Point {
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
            throw new InvalidRequestException(
                    "A point was given as (%s, %s). Give fractions of the screen, 0 to 1."
                            .formatted(x, y));
        }
    }

    /**
     * Returns the pixel that the spot lies in.
     *
     * @param width of the screen in pixels, 1 or more
     * @return 0 to {@code width - 1}
     */
    public int pixelX(int width) {
        return Math.min(width - 1, (int) (x * width));
    }

    /**
     * Returns the pixel that the spot lies in.
     *
     * @param height of the screen in pixels, 1 or more
     * @return 0 to {@code height - 1}
     */
    public int pixelY(int height) {
        return Math.min(height - 1, (int) (y * height));
    }

    /**
     * Returns how far away another spot is, in fractions of the screen (Euclidean).
     *
     * @param other another spot on the same screen
     * @return 0 or more
     */
    public double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
