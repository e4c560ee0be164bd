package io.mingle.vision.internal.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.parity.ReferenceValues;
import io.mingle.thinker.prompt.Grid;
import io.mingle.vision.encoder.EncodingPlan;
import java.util.List;
import java.util.stream.StreamSupport;

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
    public static ReferencePicture read(JsonNode input, int merge, int side) {
        long[] shape = ReferenceValues.longs(input.get("rows_shape"));
        List<Grid> grids =
                StreamSupport.stream(input.get("grids").spliterator(), false)
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
                ReferenceValues.longs(input.get("window_index")),
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
