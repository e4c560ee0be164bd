package io.mingle.segmentation.raster;

/**
 * Two thresholds: what reaches the lower one counts where it touches what reaches the higher one.
 */
public final class Hysteresis {

    private Hysteresis() {}

    /** Returns the parts above the lower threshold in which something is above the higher one. */
    public static BitMask of(Plane plane, double lower, double higher) {
        Components parts = Components.ofEight(plane.atLeast(lower));
        boolean[] sure = new boolean[parts.count()];
        for (int i = 0; i < plane.values().length; i++) {
            if (plane.values()[i] >= higher && parts.labels()[i] >= 0) {
                sure[parts.labels()[i]] = true;
            }
        }
        return parts.where(it -> sure[it]);
    }
}
