package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Components;
import io.mingle.segmentation.raster.Hysteresis;
import io.mingle.segmentation.raster.Morphology;
import io.mingle.segmentation.raster.Plane;
import java.util.Arrays;

/**
 * All that was painted, in whatever colours. Paint that is much like what is below it differs
 * little, so the lower threshold follows the noise, and large parts count even if they are weak.
 */
final class Foreground {

    /**
     * The lowest threshold as a multiple of the median, which is noise where most is not painted.
     */
    private static final double ABOVE_NOISE = 2;

    /** Two roundings. */
    private static final double LEAST = 3;

    private Foreground() {}

    /** Returns what was painted; nothing if two classes cannot be told apart. */
    static BitMask of(Change change, PaletteSettings settings) {
        Plane difference = change.difference();
        Thresholds thresholds = settings.thresholds();
        if (!change.isClear(thresholds)) {
            return new BitMask(difference.width(), difference.height());
        }
        double low = low(difference, thresholds.lowest());
        BitMask strong = Hysteresis.of(difference, low, change.threshold(thresholds));
        Components weak = Components.ofEight(Morphology.open(difference.atLeast(low), 1));
        double[] means = weak.means(difference);
        double least = settings.weakShare() * difference.values().length;
        return strong.or(
                weak.where(
                        it -> weak.areas()[it] >= least && means[it] >= settings.weakest() * low));
    }

    private static double low(Plane difference, double most) {
        float[] sorted = difference.values().clone();
        Arrays.sort(sorted);
        double noise = ABOVE_NOISE * sorted[sorted.length / 2];
        return Math.max(LEAST, Math.min(most, noise));
    }
}
