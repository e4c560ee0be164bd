package io.mingle.segmentation.metric;

import io.mingle.segmentation.raster.BitMask;
import java.util.List;

/**
 * The panoptic quality of segments over a split (A. Kirillov and others, 2019): a segment is found
 * if one overlaps it with an intersection over union above one half, of which there can be only
 * one.
 */
public final class PanopticQuality {

    private double overlap;
    private int found;
    private int missed;
    private int invented;

    /** Adds a picture: what was decoded, and what is true. Segments do not overlap. */
    public void add(List<BitMask> decoded, List<BitMask> truth) {
        int matched = 0;
        for (BitMask it : truth) {
            double best =
                    decoded.stream()
                            .mapToDouble(other -> MaskMetrics.Overlap.of(it, other).iou())
                            .max()
                            .orElse(0);
            if (best > 0.5) {
                overlap += best;
                matched++;
            }
        }
        found += matched;
        missed += truth.size() - matched;
        invented += decoded.size() - matched;
    }

    /** Returns the quality, 0 to 1: 1 if there is nothing, and nothing was found. */
    public double value() {
        double all = found + (missed + invented) / 2.0;
        return all == 0 ? 1 : overlap / all;
    }
}
