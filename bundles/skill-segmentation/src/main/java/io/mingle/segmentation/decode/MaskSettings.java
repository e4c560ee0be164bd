package io.mingle.segmentation.decode;

import java.util.List;

/**
 * How one painted object is told from the rest. Lengths and areas in pixels are meant for drawn
 * pictures of {@value Scale#SIDE} × {@value Scale#SIDE} pixels; see {@link #scaledTo}.
 *
 * @param smoothing radius of the mean that the difference is smoothed with
 * @param thresholds of the difference
 * @param paint what it looks like
 * @param parts which belong to the object
 * @param boundary where it is drawn
 */
public record MaskSettings(
        int smoothing,
        Thresholds thresholds,
        PaintSettings paint,
        PartSettings parts,
        BoundarySettings boundary) {

    /** What is used unless told otherwise. */
    public static final MaskSettings USUAL =
            new MaskSettings(
                    2,
                    Thresholds.USUAL,
                    PaintSettings.USUAL,
                    PartSettings.USUAL,
                    BoundarySettings.USUAL);

    /** Returns these settings for other colours, or for any if there are none. */
    public MaskSettings withColours(List<Rgb> value) {
        PaintSettings other = new PaintSettings(value, paint.leastOpacity(), paint.leastKept());
        return new MaskSettings(smoothing, thresholds, other, parts, boundary);
    }

    /**
     * Returns the settings for a drawn picture: lengths shrink with its side, areas with its area.
     */
    public MaskSettings scaledTo(int width, int height) {
        Scale scale = Scale.of(width, height);
        return new MaskSettings(
                Math.max(1, scale.length(smoothing)),
                thresholds,
                paint,
                parts.scaled(scale),
                boundary.scaled(scale));
    }
}
