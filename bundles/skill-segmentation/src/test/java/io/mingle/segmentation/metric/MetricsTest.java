package io.mingle.segmentation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.understanding.Box;
import io.mingle.segmentation.metric.MaskMetrics.Overlap;
import io.mingle.segmentation.raster.BitMask;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    /** The example of the specification. */
    @Test
    void masksAreScoredOverAllPixelsAndOverAllSamples() {
        MaskMetrics metrics = new MaskMetrics();
        metrics.add(new Overlap(80, 100));
        metrics.add(new Overlap(10, 40));
        assertEquals(0.643, metrics.cumulativeIou(), 5e-4);
        assertEquals(0.525, metrics.meanIou(), 1e-9);
        assertEquals(0.5, metrics.precisionAt(0.5));
        assertEquals(0, metrics.precisionAt(0.8));
    }

    @Test
    void anEmptyMaskIsRightWhereThereIsNothing() {
        BitMask empty = new BitMask(4, 4);
        assertEquals(1, Overlap.of(empty, empty).iou());
        assertEquals(0, Overlap.of(empty.not(), empty).iou());
    }

    @Test
    void segmentsCountIfMoreThanHalfAgrees() {
        BitMask left = mask(0, 8);
        BitMask right = mask(8, 16);
        PanopticQuality quality = new PanopticQuality();
        quality.add(List.of(left, right), List.of(left, right));
        assertEquals(1, quality.value());
        quality.add(List.of(left), List.of(right));
        // Two found, one missed, one invented.
        assertEquals(2.0 / 3, quality.value(), 1e-9);
    }

    private static BitMask mask(int from, int to) {
        BitMask mask = new BitMask(4, 4);
        for (int i = from; i < to; i++) {
            mask.set()[i] = true;
        }
        return mask;
    }

    @Test
    void everyTrueBoxIsMatchedOnce() {
        BoxMetrics metrics = new BoxMetrics(0.5);
        Box box = new Box("a", 0, 0, 10, 10);
        metrics.add(
                List.of(new Box("b", 0, 0, 10, 9), new Box("c", 0, 0, 9, 10)),
                List.of(box, new Box("d", 50, 50, 60, 60)));
        // One of two is right, one of two is found.
        assertEquals(0.5, metrics.f1(), 1e-9);
    }

    @Test
    void depthsAreAlignedBeforeTheyAreCompared() {
        float[] truth = {1, 2, 3, 4, 0};
        float[] estimate = {0.9f, 0.7f, 0.5f, 0.3f, 0.1f};
        DepthMetrics metrics = DepthMetrics.of(estimate, truth);
        assertEquals(0, metrics.absoluteRelative(), 1e-6);
        assertEquals(1, metrics.near());
    }
}
