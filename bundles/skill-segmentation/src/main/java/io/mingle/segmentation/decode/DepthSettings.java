package io.mingle.segmentation.decode;

/**
 * How a drawing of depths is read.
 *
 * @param mostChroma that it has in the mean, in CIE L*a*b*; what has more is no depth map
 */
public record DepthSettings(double mostChroma) {

    /** What is used unless told otherwise. */
    public static final DepthSettings USUAL = new DepthSettings(8);
}
