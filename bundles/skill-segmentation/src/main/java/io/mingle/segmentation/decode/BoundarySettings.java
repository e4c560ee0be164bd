package io.mingle.segmentation.decode;

/**
 * Where the boundary of an object is drawn. Lengths in pixels are meant for drawn pictures of
 * {@value Scale#SIDE} × {@value Scale#SIDE} pixels.
 *
 * @param smoothing radius of the mean over which opacity is solved, and of the one that the
 *     boundary is smoothed with
 * @param band in which it is looked for, on both sides
 * @param guidedRadius of the guided filter that lets it follow the edges of the reference; 0 for
 *     none
 * @param guidedEpsilon of that filter: how much the reference has to vary, squared, on a scale of 0
 *     to 1
 */
public record BoundarySettings(int smoothing, int band, int guidedRadius, double guidedEpsilon) {

    /** Where the paint ends. */
    public static final BoundarySettings USUAL = new BoundarySettings(1, 3, 0, 1e-4);

    /** Returns these settings with a filter of another radius. */
    public BoundarySettings withGuidedRadius(int value) {
        return new BoundarySettings(smoothing, band, value, guidedEpsilon);
    }

    /** Tips of small shapes are thin, and do not come near the threshold when smoothed. */
    private static final int LEAST_BAND = 2;

    BoundarySettings scaled(Scale scale) {
        return new BoundarySettings(
                scale.length(smoothing),
                Math.max(LEAST_BAND, scale.length(band)),
                guidedRadius == 0 ? 0 : Math.max(1, scale.length(guidedRadius)),
                guidedEpsilon);
    }
}
