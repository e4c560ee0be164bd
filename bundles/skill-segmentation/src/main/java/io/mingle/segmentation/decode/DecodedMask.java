package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Plane;

/**
 * One object, in the size that was drawn.
 *
 * @param mask of the object; empty if nothing was painted
 * @param difference of each pixel from the reference, smoothed
 * @param score how much more opaque the paint is inside than outside, 0 to 1
 * @param diagnostics how it was told
 */
public record DecodedMask(
        BitMask mask, Plane difference, double score, MaskDiagnostics diagnostics) {}
