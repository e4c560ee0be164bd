package io.mingle.segmentation.raster;

/** Holes of a mask: parts of what is not set that reach no edge of the picture. */
public final class Holes {

    private Holes() {}

    /** Fills the holes that have at most so many pixels. */
    public static BitMask fill(BitMask mask, double most) {
        Components background = Components.ofFour(mask.not());
        boolean[] open = background.touchingEdges();
        return mask.or(background.where(it -> !open[it] && background.areas()[it] <= most));
    }
}
