package io.mingle.vision.picture;

/**
 * Cyan, magenta, yellow and black as RGB by the plain formula (1 − C)(1 − K), without a profile.
 */
final class Inks {

    private Inks() {}

    /**
     * Converts a row whose first four bands are the inks, 0 for none, writing RGB from a place on.
     */
    static void convert(int[] row, int bands, byte[] rgb, int start) {
        int at = start;
        for (int i = 0; i < row.length; i += bands) {
            int light = 255 - row[i + 3];
            rgb[at++] = (byte) over(row[i], light);
            rgb[at++] = (byte) over(row[i + 1], light);
            rgb[at++] = (byte) over(row[i + 2], light);
        }
    }

    /** Returns {@code light} less the part of it that an ink takes, rounded to nearest. */
    static int over(int ink, int light) {
        int product = ink * light + 128;
        return light - ((product >> 8) + product >> 8);
    }
}
