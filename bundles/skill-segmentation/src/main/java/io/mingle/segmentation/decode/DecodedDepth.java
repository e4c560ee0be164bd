package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.Plane;

/**
 * Depths, in the size that was drawn, up to a scale and an offset that nobody knows.
 *
 * @param depth 0 to 1
 * @param chroma of the drawing in the mean, in CIE L*a*b*
 * @param doubtful whether it has too much chroma for a depth map
 */
public record DecodedDepth(Plane depth, double chroma, boolean doubtful) {}
