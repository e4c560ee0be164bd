package io.mingle.vision.picture;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;

/**
 * Resizes 8-bit pictures by a separable filter: a horizontal pass, then a vertical one, each
 * rounding back to 8 bits; a pass that would not change its side is skipped. Weights are
 * fixed-point numbers, see {@link Taps}.
 */
final class Resampling {

    private static final int HALF = 1 << (Taps.BITS - 1);

    private Resampling() {}

    /**
     * Returns the picture in the given size, or the same picture when that is its size already.
     *
     * @throws InvalidRequestException if a side is below 1
     * @throws ContentTooLargeException if the result, or the step between the passes, would take
     *     more than 2 GiB
     */
    static RgbPicture resize(RgbPicture picture, int width, int height, Filter filter) {
        if (width < 1 || height < 1) {
            throw new InvalidRequestException(
                    "A resize to "
                            + new Size(width, height)
                            + " pixels was asked for; both sides must be at least 1.");
        }
        RgbPicture resized = picture;
        if (width != resized.width()) {
            resized = horizontally(resized, width, filter);
        }
        if (height != resized.height()) {
            resized = vertically(resized, height, filter);
        }
        return resized;
    }

    private static RgbPicture horizontally(RgbPicture picture, int width, Filter filter) {
        int height = picture.height();
        byte[] source = picture.rgb();
        byte[] target = new byte[bytes(width, height)];
        Taps taps = Taps.of(picture.width(), width, filter);
        int[] weights = taps.weights();
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = 3 * y * picture.width();
            for (int x = 0; x < width; x++) {
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                int from = row + 3 * taps.first(x);
                int weight = x * taps.stride();
                for (int end = weight + taps.count(x); weight < end; weight++, from += 3) {
                    int w = weights[weight];
                    red += w * (source[from] & 0xff);
                    green += w * (source[from + 1] & 0xff);
                    blue += w * (source[from + 2] & 0xff);
                }
                target[at] = clip(red);
                target[at + 1] = clip(green);
                target[at + 2] = clip(blue);
                at += 3;
            }
        }
        return new RgbPicture(width, height, target);
    }

    private static RgbPicture vertically(RgbPicture picture, int height, Filter filter) {
        int width = picture.width();
        byte[] source = picture.rgb();
        byte[] target = new byte[bytes(width, height)];
        Taps taps = Taps.of(picture.height(), height, filter);
        int rowLength = 3 * width;
        int[] sums = new int[rowLength];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, HALF);
            int from = rowLength * taps.first(y);
            for (int tap = 0; tap < taps.count(y); tap++, from += rowLength) {
                int w = taps.weights()[y * taps.stride() + tap];
                for (int i = 0; i < rowLength; i++) {
                    sums[i] += w * (source[from + i] & 0xff);
                }
            }
            int at = y * rowLength;
            for (int i = 0; i < rowLength; i++) {
                target[at + i] = clip(sums[i]);
            }
        }
        return new RgbPicture(width, height, target);
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> Taps.BITS));
    }

    private static int bytes(int width, int height) {
        long bytes = 3L * width * height;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new ContentTooLargeException(
                    "A resize to "
                            + new Size(width, height)
                            + " pixels was asked for, which takes "
                            + bytes
                            + " bytes; the limit is 2 GiB. Ask for a smaller size.");
        }
        return (int) bytes;
    }
}
