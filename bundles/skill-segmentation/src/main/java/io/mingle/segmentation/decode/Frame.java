package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.Size;

/**
 * Where the pixels of a drawn picture lie in the picture that it was drawn from: that was resized,
 * then cropped to the size that is drawn.
 *
 * @param original of the picture itself
 * @param resized before the crop
 * @param left columns that the crop takes away on the left
 * @param top rows that the crop takes away above
 * @param drawn after the crop
 */
public record Frame(Size original, Size resized, int left, int top, Size drawn) {

    private static final double HALF = 0.5;

    /**
     * Follows the published preparation: one side is resized to that of what is drawn, the other in
     * proportion, cut off to whole pixels; of what is too long, the middle is taken, halves to the
     * even side.
     *
     * @param original of the picture itself
     * @param prepared in which the picture is resized and cropped; its shape counts
     * @param drawn what comes out
     */
    public static Frame of(Size original, Size prepared, Size drawn) {
        double tall = (double) drawn.height() / prepared.height();
        double wide = (double) drawn.width() / prepared.width();
        long across = (long) prepared.width() * drawn.height() / prepared.height();
        long down = (long) prepared.height() * drawn.width() / prepared.width();
        Size resized =
                tall > wide
                        ? new Size((int) across, drawn.height())
                        : new Size(drawn.width(), (int) down);
        return new Frame(
                original,
                resized,
                (int) Math.rint((resized.width() - drawn.width()) / 2.0),
                (int) Math.rint((resized.height() - drawn.height()) / 2.0),
                drawn);
    }

    /** Returns the column of the original in which the centre of a drawn column lies. */
    public double originalX(double column) {
        return (column + left + HALF) * original.width() / resized.width() - HALF;
    }

    /** Returns the row of the original in which the centre of a drawn row lies. */
    public double originalY(double row) {
        return (row + top + HALF) * original.height() / resized.height() - HALF;
    }

    private double drawnX(int column) {
        return (column + HALF) * resized.width() / original.width() - HALF - left;
    }

    private double drawnY(int row) {
        return (row + HALF) * resized.height() / original.height() - HALF - top;
    }

    /** Returns the share of the picture that the crop takes away: nothing is known of it. */
    public double lostArea() {
        return 1 - (double) drawn.pixels() / resized.pixels();
    }

    /**
     * Returns a mask of the original: where the drawn mask, interpolated, reaches one half. What
     * was cropped is not set.
     */
    public BitMask project(BitMask mask) {
        Plane soft = mask.plane();
        BitMask result = new BitMask(original.width(), original.height());
        for (int y = 0; y < original.height(); y++) {
            double row = drawnY(y);
            for (int x = 0; x < original.width(); x++) {
                double column = drawnX(x);
                result.set()[y * original.width() + x] =
                        isInside(column, row) && soft.between(column, row) >= HALF;
            }
        }
        return result;
    }

    /** Returns a plane of the original, interpolated; what was cropped gets the nearest value. */
    public Plane project(Plane plane) {
        Plane result = new Plane(original.width(), original.height());
        for (int y = 0; y < original.height(); y++) {
            double row = drawnY(y);
            for (int x = 0; x < original.width(); x++) {
                result.values()[y * original.width() + x] = (float) plane.between(drawnX(x), row);
            }
        }
        return result;
    }

    private boolean isInside(double column, double row) {
        return column > -HALF - 1e-9
                && row > -HALF - 1e-9
                && column < drawn.width() - HALF + 1e-9
                && row < drawn.height() - HALF + 1e-9;
    }
}
