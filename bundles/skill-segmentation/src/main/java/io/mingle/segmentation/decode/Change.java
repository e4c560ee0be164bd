package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.BoxFilter;
import io.mingle.segmentation.raster.Otsu;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;

/**
 * What differs between a reference and what was drawn from it, once their tones agree.
 *
 * @param reference as it was given
 * @param drawn in the tones of the reference
 * @param alignment that was undone
 * @param difference of each pixel in CIE L*a*b*, smoothed
 * @param otsu its best threshold
 */
record Change(
        Channels reference, Channels drawn, Alignment alignment, Plane difference, Otsu otsu) {

    static Change between(
            RgbPicture reference, RgbPicture drawn, AlignmentSettings settings, int smoothing) {
        Channels before = Channels.of(reference);
        Channels after = Channels.of(drawn);
        Alignment alignment = Alignment.fit(before, after, settings);
        Channels aligned = alignment.undo(after);
        Plane difference = BoxFilter.mean(Difference.of(before, aligned), smoothing);
        Otsu otsu = Otsu.of(difference, Difference.MOST);
        return new Change(before, aligned, alignment, difference, otsu);
    }

    /** Returns the best threshold, if it lies between the ends, else the nearer one. */
    double threshold(Thresholds thresholds) {
        return Math.max(thresholds.lowest(), Math.min(thresholds.highest(), otsu.threshold()));
    }

    /** Tells whether two classes can be told apart, or so much differs that it has to be paint. */
    boolean isClear(Thresholds thresholds) {
        BitMask certain = difference.atLeast(thresholds.highest());
        return otsu.ratio() >= thresholds.otsuRatio()
                || certain.area() >= thresholds.certainShare() * certain.set().length;
    }
}
