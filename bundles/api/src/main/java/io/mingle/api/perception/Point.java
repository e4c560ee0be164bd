package io.mingle.api.perception;

/**
 * A place in a picture.
 *
 * @param x in pixels, 0 at the left edge of the first column
 * @param y in pixels, 0 at the upper edge of the first row
 */
public record Point(double x, double y) {}
