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
 * @param difference of each pixel, smoothed
 * @param otsu its best threshold
 */
record Change(
        Channels reference, Channels drawn, Alignment alignment, Plane difference, Otsu otsu) {

    static Change between(
            RgbPicture reference,
            RgbPicture drawn,
            AlignmentSettings settings,
            Measure measure,
            int smoothing) {
        Channels before = Channels.of(reference);
        Channels after = Channels.of(drawn);
        Alignment alignment = Alignment.fit(before, after, settings);
        Channels aligned = alignment.undo(after);
        Plane difference = BoxFilter.mean(measure.between(before, aligned), smoothing);
        Otsu otsu = Otsu.of(difference, measure.most());
        return new Change(before, aligned, alignment, difference, otsu);
    }

    /** Returns the best threshold, if it lies between these, else the nearer one. */
    double threshold(double lowest, double highest) {
        return Math.max(lowest, Math.min(highest, otsu.threshold()));
    }

    /** Tells whether two classes can be told apart, or so much differs that it has to be paint. */
    boolean isClear(double ratio, double highest, double certainShare) {
        BitMask certain = difference.atLeast(highest);
        return otsu.ratio() >= ratio || certain.area() >= certainShare * certain.set().length;
    }
}
