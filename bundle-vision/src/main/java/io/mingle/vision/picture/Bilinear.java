package io.mingle.vision.picture;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;

/**
 * Resizes 8-bit pictures by bilinear interpolation, byte for byte as Pillow's {@code resize} does.
 *
 * <p>A horizontal pass, then a vertical one, each rounding back to 8 bits; a pass that would not
 * change its side is skipped. When shrinking, the filter is widened by the scale (anti-aliasing).
 * The filter is a triangle.
 *
 * <p>Works on the caller's thread and keeps no state. Memory: the result, and between the passes
 * one picture of the new width and the old height.
 */
public final class Bilinear {

    private Bilinear() {}

    /**
     * Returns the picture in the given size, or the same picture when that is its size already.
     *
     * @throws InvalidRequestException if a side is below 1
     * @throws ContentTooLargeException if the result, or the step between the passes, would take
     *     more than 2 GiB
     */
    public static RgbPicture resize(RgbPicture picture, int width, int height) {
        return Resampling.resize(picture, width, height, Filter.BILINEAR);
    }
}
