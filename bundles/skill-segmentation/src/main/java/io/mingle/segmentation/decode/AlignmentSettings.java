package io.mingle.segmentation.decode;

/**
 * How tones are compared before colours are.
 *
 * @param iterations of trimmed least squares
 * @param trim the share of the pixels that differ most and are left out
 * @param stiffness how firmly the gain is held near 1 where a channel hardly varies, in squared
 *     levels
 * @param nearby how far tones may be off, in levels, where nothing was painted
 * @param leastShare the share of the pixels that have to be nearby, else nothing is aligned
 * @param farthestGain the largest gain that is believed, and one over the smallest
 */
public record AlignmentSettings(
        int iterations,
        double trim,
        double stiffness,
        double nearby,
        double leastShare,
        double farthestGain) {

    /** What is used unless told otherwise. */
    public static final AlignmentSettings USUAL = new AlignmentSettings(2, 0.3, 4, 25, 0.4, 1.4);
}
