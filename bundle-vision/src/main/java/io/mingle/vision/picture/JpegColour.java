package io.mingle.vision.picture;

/**
 * The meaning of the samples in a JPEG file.
 *
 * <p>YCbCr is that of JFIF 1.02 (BT.601, full range), in fixed point with 16 fractional bits. Four
 * components are stored inverted, as Adobe's programs do; {@link Inks} makes them RGB.
 */
enum JpegColour {
    GREY,
    RGB,
    YCBCR,
    CMYK,
    YCCK;

    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int RED_FROM_CR = fixed(1.402);
    private static final int GREEN_FROM_CB = fixed(0.34414);
    private static final int GREEN_FROM_CR = fixed(0.71414);
    private static final int BLUE_FROM_CB = fixed(1.772);

    /** Converts a row of samples, writing RGB from {@code at} on. */
    void convert(int[] row, int width, byte[] rgb, int at) {
        for (int x = 0, from = 0, to = at; x < width; x++, to += 3) {
            switch (this) {
                case GREY -> {
                    rgb[to] = rgb[to + 1] = rgb[to + 2] = (byte) row[from];
                    from += 1;
                }
                case RGB -> {
                    rgb[to] = (byte) row[from];
                    rgb[to + 1] = (byte) row[from + 1];
                    rgb[to + 2] = (byte) row[from + 2];
                    from += 3;
                }
                case YCBCR -> {
                    rgb[to] = (byte) red(row, from);
                    rgb[to + 1] = (byte) green(row, from);
                    rgb[to + 2] = (byte) blue(row, from);
                    from += 3;
                }
                case CMYK -> {
                    int light = row[from + 3];
                    rgb[to] = (byte) Inks.over(255 - row[from], light);
                    rgb[to + 1] = (byte) Inks.over(255 - row[from + 1], light);
                    rgb[to + 2] = (byte) Inks.over(255 - row[from + 2], light);
                    from += 4;
                }
                case YCCK -> {
                    int light = row[from + 3];
                    rgb[to] = (byte) Inks.over(red(row, from), light);
                    rgb[to + 1] = (byte) Inks.over(green(row, from), light);
                    rgb[to + 2] = (byte) Inks.over(blue(row, from), light);
                    from += 4;
                }
            }
        }
    }

    private static int red(int[] row, int at) {
        return clip(row[at] + (RED_FROM_CR * (row[at + 2] - 128) + HALF >> BITS));
    }

    private static int green(int[] row, int at) {
        int taken = GREEN_FROM_CB * (row[at + 1] - 128) + GREEN_FROM_CR * (row[at + 2] - 128);
        return clip(row[at] + (HALF - taken >> BITS));
    }

    private static int blue(int[] row, int at) {
        return clip(row[at] + (BLUE_FROM_CB * (row[at + 1] - 128) + HALF >> BITS));
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << BITS) + 0.5);
    }
}
