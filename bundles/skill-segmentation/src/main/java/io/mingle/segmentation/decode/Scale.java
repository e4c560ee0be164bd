package io.mingle.segmentation.decode;

/**
 * How much smaller a drawn picture is than the one that lengths in settings are meant for. Larger
 * ones are decoded with the same lengths.
 *
 * @param factor more than 0, at most 1
 */
record Scale(double factor) {

    /** The side of the picture that lengths are meant for. */
    static final int SIDE = 512;

    static Scale of(int width, int height) {
        return new Scale(Math.min(1, Math.sqrt((double) width * height) / SIDE));
    }

    /** Returns a length, rounded. */
    int length(int pixels) {
        return (int) Math.round(pixels * factor);
    }

    /**
     * Returns the thickness of a line, rounded: in small pictures they are thicker in proportion.
     */
    int thickness(int pixels) {
        return (int) Math.round(pixels * Math.sqrt(factor));
    }

    /** Returns an area, a few pixels at least: fewer are noise in any picture. */
    double area(double pixels) {
        return Math.max(Math.min(pixels, 4), pixels * factor * factor);
    }
}
