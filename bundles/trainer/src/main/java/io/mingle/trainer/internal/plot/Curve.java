package io.mingle.trainer.internal.plot;

import java.util.List;

/**
 * One line of a plot.
 *
 * @param name what it shows
 * @param points x and y, in any order of x; points that are not finite are left out
 */
public record Curve(String name, List<Point> points) {

    /** Copies the list. */
    public Curve {
        points = List.copyOf(points);
    }

    /**
     * One measured value.
     *
     * @param x usually the step
     * @param y the value
     */
    public record Point(double x, double y) {

        boolean finite() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }
}
