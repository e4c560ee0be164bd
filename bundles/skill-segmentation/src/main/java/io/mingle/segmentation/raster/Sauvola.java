package io.mingle.segmentation.raster;

/**
 * A threshold for each pixel from mean and deviation about it (J. Sauvola and M. Pietikäinen,
 * "Adaptive document image binarization", Pattern Recognition 33, 2000).
 */
public final class Sauvola {

    /** Half of the range of 8-bit samples, to which the deviation is compared. */
    private static final double RANGE = 128;

    private Sauvola() {}

    /**
     * Returns what is dark on a light ground.
     *
     * @param grey 0 to 255
     * @param window side of the square, odd
     * @param k how far below the mean a pixel has to be
     */
    public static BitMask dark(Plane grey, int window, double k) {
        Plane mean = BoxFilter.mean(grey, window / 2);
        Plane squares = new Plane(grey.width(), grey.height());
        for (int i = 0; i < squares.values().length; i++) {
            squares.values()[i] = grey.values()[i] * grey.values()[i];
        }
        Plane square = BoxFilter.mean(squares, window / 2);
        BitMask dark = new BitMask(grey.width(), grey.height());
        for (int i = 0; i < dark.set().length; i++) {
            double of = mean.values()[i];
            double deviation = Math.sqrt(Math.max(0, square.values()[i] - of * of));
            dark.set()[i] = grey.values()[i] < of * (1 + k * (deviation / RANGE - 1));
        }
        return dark;
    }
}
