package io.mingle.segmentation.metric;

import io.mingle.api.understanding.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * How many boxes are right over a split: each true box is matched with the one that overlaps most.
 */
public final class BoxMetrics {

    private final double least;
    private int right;
    private int decoded;
    private int all;

    /**
     * Creates the metric.
     *
     * @param least intersection over union from which a box is right
     */
    public BoxMetrics(double least) {
        this.least = least;
    }

    /** Adds a picture: boxes that were decoded, the surest first, and those that are true. */
    public void add(List<Box> boxes, List<Box> truth) {
        List<Box> left = new ArrayList<>(truth);
        for (Box box : boxes) {
            Box best = null;
            for (Box it : left) {
                double overlap = it.intersectionOverUnion(box);
                if (overlap >= least
                        && (best == null || overlap > best.intersectionOverUnion(box))) {
                    best = it;
                }
            }
            if (best != null) {
                left.remove(best);
                right++;
            }
        }
        decoded += boxes.size();
        all += truth.size();
    }

    /** Returns the harmonic mean of precision and recall (F1): 1 if there is nothing at all. */
    public double f1() {
        return decoded + all == 0 ? 1 : 2.0 * right / (decoded + all);
    }
}
