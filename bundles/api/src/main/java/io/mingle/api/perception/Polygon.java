package io.mingle.api.perception;

import java.util.List;

/**
 * A part of a mask as rings, as GeoJSON has them (RFC 7946): each ends with the point that it
 * begins with.
 *
 * @param rings the outer one, then those of holes; copied
 */
public record Polygon(List<List<Point>> rings) {

    /** Copies the lists. */
    public Polygon {
        rings = rings.stream().map(List::copyOf).toList();
    }
}
