package io.mingle.segmentation.metric;

import io.mingle.segmentation.raster.BitMask;
import java.util.ArrayList;
import java.util.List;

/** Scores of masks over a split, one pair at a time, in the size of the original pictures. */
public final class MaskMetrics {

    private final List<Overlap> overlaps = new ArrayList<>();

    /**
     * How two masks agree.
     *
     * @param intersection pixels of both
     * @param union pixels of either
     */
    public record Overlap(long intersection, long union) {

        /** Compares two masks of one size. */
        public static Overlap of(BitMask one, BitMask other) {
            long intersection = 0;
            long union = 0;
            for (int i = 0; i < one.set().length; i++) {
                intersection += one.set()[i] && other.set()[i] ? 1 : 0;
                union += one.set()[i] || other.set()[i] ? 1 : 0;
            }
            return new Overlap(intersection, union);
        }

        /** Returns intersection over union: 1 if both are empty. */
        public double iou() {
            return union == 0 ? 1 : (double) intersection / union;
        }
    }

    /** Adds a sample. */
    public void add(Overlap overlap) {
        overlaps.add(overlap);
    }

    /** Returns all intersections over all unions (cIoU, overall IoU). */
    public double cumulativeIou() {
        long intersections = overlaps.stream().mapToLong(Overlap::intersection).sum();
        long unions = overlaps.stream().mapToLong(Overlap::union).sum();
        return unions == 0 ? 0 : (double) intersections / unions;
    }

    /** Returns the mean of intersection over union (gIoU, mean IoU). */
    public double meanIou() {
        return overlaps.stream().mapToDouble(Overlap::iou).average().orElse(0);
    }

    /** Returns the share of samples whose intersection over union is above a limit. */
    public double precisionAt(double limit) {
        return overlaps.stream().mapToDouble(it -> it.iou() > limit ? 1 : 0).average().orElse(0);
    }
}
