package io.mingle.segmentation.raster;

/**
 * The threshold that parts a plane's values best into two classes (N. Otsu, "A threshold selection
 * method from gray-level histograms", IEEE Trans. SMC 9, 1979).
 *
 * @param threshold between the classes
 * @param ratio the variance between the classes over all variance: near 1 for two clear classes
 */
public record Otsu(double threshold, double ratio) {

    private static final int BINS = 256;

    /**
     * Finds the threshold from a histogram of 256 bins.
     *
     * @param most the upper end of the histogram, whose lower end is 0; what is above counts there
     */
    public static Otsu of(Plane plane, double most) {
        long[] histogram = new long[BINS];
        for (float value : plane.values()) {
            histogram[(int) Math.max(0, Math.min(BINS - 1, value * BINS / most))]++;
        }
        double count = plane.values().length;
        double mean = 0;
        double square = 0;
        for (int bin = 0; bin < BINS; bin++) {
            mean += bin * histogram[bin] / count;
            square += (double) bin * bin * histogram[bin] / count;
        }
        double total = square - mean * mean;
        double below = 0;
        double sum = 0;
        double best = 0;
        int first = 0;
        int last = 0;
        for (int bin = 0; bin < BINS - 1; bin++) {
            below += histogram[bin] / count;
            sum += bin * histogram[bin] / count;
            double weight = below * (1 - below);
            double between = weight <= 0 ? 0 : Math.pow(mean * below - sum, 2) / weight;
            if (between > best * (1 + 1e-9)) {
                best = between;
                first = bin;
                last = bin;
            } else if (best > 0 && between >= best * (1 - 1e-9)) {
                last = bin;
            }
        }
        // Where no value lies between the classes, all bins there are as good: the middle is taken.
        double threshold = ((first + last) / 2.0 + 1) * most / BINS;
        return new Otsu(threshold, total <= 0 ? 0 : Math.min(1, best / total));
    }
}
