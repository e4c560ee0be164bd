package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import java.util.List;

/**
 * Lines, in the size that was drawn.
 *
 * @param edges one pixel wide
 * @param lines traced along them: x, y, x, y, … of their bends, in pixels; one that ends where it
 *     begins is closed
 * @param light whether they were light on a dark ground
 */
public record DecodedEdges(BitMask edges, List<int[]> lines, boolean light) {

    /** Copies the list. */
    public DecodedEdges {
        lines = List.copyOf(lines);
    }
}
