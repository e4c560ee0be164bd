package io.mingle.vision.internal.parity;

import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.thinker.prompt.Grid;
import io.mingle.vision.encoder.EncodingPlan;
import java.util.List;

/**
 * Pictures and videos that went through the reference encoder together.
 *
 * @param rows the patches, row by row
 * @param grids of the pictures and videos
 * @param windowIndex the merge blocks in the reference's window order
 * @param plan the order in which Mingle computes
 */
public record ReferencePicture(
        float[] rows, List<Grid> grids, long[] windowIndex, EncodingPlan plan) {

    /**
     * Draws the patches of an input of {@code expected.json}.
     *
     * @param merge patches on the side of a merge block
     * @param side merge blocks on the side of a window
     */
    public static ReferencePicture read(Facts input, int merge, int side) {
        long[] shape = input.get("rows_shape").longs();
        List<Grid> grids =
                input.get("grids").stream()
                        .map(
                                grid ->
                                        new Grid(
                                                grid.get(0).intValue(),
                                                grid.get(1).intValue(),
                                                grid.get(2).intValue()))
                        .toList();
        return new ReferencePicture(
                ReferenceValues.drawn(
                        input.get("rows_seed").longValue(),
                        Math.toIntExact(shape[0] * shape[1]),
                        64),
                grids,
                input.get("window_index").longs(),
                EncodingPlan.of(grids, merge, side));
    }

    /** Brings rows of patches from the order of the input into the reference's window order. */
    public float[] inWindows(float[] values) {
        int length = values.length / windowIndex.length;
        float[] ordered = new float[values.length];
        for (int block = 0; block < windowIndex.length; block++) {
            int from = (int) windowIndex[block] * length;
            System.arraycopy(values, from, ordered, block * length, length);
        }
        return ordered;
    }
}
