package io.mingle.api.perception;

import java.util.List;

/**
 * A line with bends.
 *
 * @param points two or more; one that ends where it begins is closed; copied
 */
public record Polyline(List<Point> points) {

    /** Copies the list. */
    public Polyline {
        points = List.copyOf(points);
    }
}
