package io.mingle.video.internal.clip;

import io.mingle.api.content.Picture;

/** A frame made small by a whole factor, so that several can be held until they are shown. */
public final class Shrunk {

    /** The most pixels that are kept: a few times what is shown of a frame roughly. */
    private static final int MOST_PIXELS = 1 << 19;

    private Shrunk() {}

    /**
     * Makes a picture of a frame; each of its pixels is the mean of a square.
     *
     * @param rgb {@code [height, width, 3]}, not kept
     */
    public static Picture of(String name, int width, int height, byte[] rgb) {
        int factor = 1;
        while ((long) (width / factor) * (height / factor) > MOST_PIXELS) {
            factor++;
        }
        if (factor == 1 || width < factor || height < factor) {
            return Bmp.of(name, width, height, rgb);
        }
        int columns = width / factor;
        int rows = height / factor;
        byte[] small = new byte[3 * columns * rows];
        int area = factor * factor;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int to = 3 * (y * columns + x);
                for (int c = 0; c < 3; c++) {
                    small[to + c] =
                            (byte) (sum(rgb, width, x * factor, y * factor, factor, c) / area);
                }
            }
        }
        return Bmp.of(name, columns, rows, small);
    }

    private static int sum(byte[] rgb, int width, int left, int top, int side, int channel) {
        int sum = 0;
        for (int y = top; y < top + side; y++) {
            int at = 3 * (y * width + left) + channel;
            for (int x = 0; x < side; x++, at += 3) {
                sum += rgb[at] & 0xff;
            }
        }
        return sum;
    }
}
