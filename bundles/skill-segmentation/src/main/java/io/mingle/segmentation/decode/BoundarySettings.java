package io.mingle.segmentation.decode;

/**
 * Where the boundary of an object is drawn. Lengths in pixels are meant for drawn pictures of
 * {@value Scale#SIDE} × {@value Scale#SIDE} pixels.
 *
 * @param band in which it is looked for, on both sides
 * @param guidedRadius of the guided filter that lets it follow the edges of the reference; 0 for
 *     none
 * @param guidedEpsilon of that filter: how much the reference has to vary, squared, on a scale of 0
 *     to 1
 */
public record BoundarySettings(int band, int guidedRadius, double guidedEpsilon) {

    /** Where the paint ends. */
    public static final BoundarySettings USUAL = new BoundarySettings(3, 0, 1e-4);

    /** Returns these settings with a filter of another radius. */
    public BoundarySettings withGuidedRadius(int value) {
        return new BoundarySettings(band, value, guidedEpsilon);
    }

    BoundarySettings scaled(Scale scale) {
        return new BoundarySettings(
                Math.max(1, scale.length(band)),
                guidedRadius == 0 ? 0 : Math.max(1, scale.length(guidedRadius)),
                guidedEpsilon);
    }
}
