package io.mingle.segmentation.raster;

import java.util.Arrays;

/** Gives each pixel the label that most pixels about it have. */
public final class MajorityFilter {

    private MajorityFilter() {}

    /**
     * Filters labels.
     *
     * @param labels {@code [height, width]}, below {@code kinds}; what is below 0 has no label,
     *     gets none, and has no vote
     * @param width in pixels
     * @param kinds how many labels there are
     * @param radius of the square window
     * @return new labels
     */
    public static int[] apply(int[] labels, int width, int kinds, int radius) {
        int height = labels.length / width;
        int[] result = labels.clone();
        int[] votes = new int[kinds];
        for (int at = 0; at < labels.length; at++) {
            if (labels[at] < 0) {
                continue;
            }
            Arrays.fill(votes, 0);
            int x = at % width;
            int y = at / width;
            for (int v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
                for (int u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
                    int label = labels[v * width + u];
                    if (label >= 0) {
                        votes[label]++;
                    }
                }
            }
            int best = labels[at];
            for (int label = 0; label < kinds; label++) {
                best = votes[label] > votes[best] ? label : best;
            }
            result[at] = best;
        }
        return result;
    }
}
