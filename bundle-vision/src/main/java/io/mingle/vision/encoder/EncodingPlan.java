package io.mingle.vision.encoder;

import io.mingle.thinker.prompt.Grid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where every patch of a call goes: the order by windows, its inverse, and the runs of segments
 * that attend to themselves.
 *
 * <p>Windows of equal size are put side by side, so that a run of them is one batched product;
 * attention does not depend on the order of windows. Rows come and go in the order of the grids,
 * merge block by merge block.
 *
 * @param order [patches]: the input row at each place in window order
 * @param inverse [patches]: the place in window order of each input row
 * @param blockInverse [blocks]: the place in window order of each merge block
 * @param places [patches · 2]: row and column of each patch in its grid, in window order
 * @param windowRuns pairs: how many windows in a row, of how many patches
 * @param frameRuns pairs: how many frames in a row, of how many patches
 */
public record EncodingPlan(
        long[] order,
        long[] inverse,
        long[] blockInverse,
        long[] places,
        long[] windowRuns,
        long[] frameRuns) {

    /**
     * Plans the encoding of pictures and videos that go through the network together.
     *
     * @param merge patches on the side of a merge block
     * @param side merge blocks on the side of a window
     */
    public static EncodingPlan of(List<Grid> grids, int merge, int side) {
        List<int[]> windows = new ArrayList<>();
        List<Integer> frames = new ArrayList<>();
        int blocks = 0;
        for (Grid grid : grids) {
            windows.addAll(Windows.of(grid, blocks, merge, side));
            blocks += grid.tokens(merge);
            for (int frame = 0; frame < grid.time(); frame++) {
                frames.add(grid.height() * grid.width());
            }
        }
        windows.sort(Comparator.comparingInt((int[] window) -> window.length).reversed());
        int unit = merge * merge;
        long[] blockOrder =
                windows.stream().flatMapToInt(java.util.Arrays::stream).asLongStream().toArray();
        long[] order = patches(blockOrder, unit);
        return new EncodingPlan(
                order,
                inverse(order),
                inverse(blockOrder),
                places(grids, merge, order),
                runs(windows.stream().map(w -> w.length * unit).toList()),
                runs(frames));
    }

    private static long[] patches(long[] blocks, int unit) {
        long[] patches = new long[blocks.length * unit];
        for (int i = 0; i < patches.length; i++) {
            patches[i] = blocks[i / unit] * unit + i % unit;
        }
        return patches;
    }

    private static long[] inverse(long[] order) {
        long[] inverse = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[(int) order[i]] = i;
        }
        return inverse;
    }

    /** Rows and columns of the patches, which come merge block by merge block. */
    private static long[] places(List<Grid> grids, int merge, long[] order) {
        long[] raster = new long[order.length * 2];
        int at = 0;
        for (Grid grid : grids) {
            int across = grid.width() / merge;
            int unit = merge * merge;
            int frame = grid.height() * grid.width();
            for (int i = 0; i < grid.patches(); i++, at++) {
                int block = i % frame / unit;
                int cell = i % unit;
                raster[2 * at] = (long) block / across * merge + cell / merge;
                raster[2 * at + 1] = (long) block % across * merge + cell % merge;
            }
        }
        long[] places = new long[raster.length];
        for (int i = 0; i < order.length; i++) {
            places[2 * i] = raster[(int) (2 * order[i])];
            places[2 * i + 1] = raster[(int) (2 * order[i] + 1)];
        }
        return places;
    }

    private static long[] runs(List<Integer> lengths) {
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < lengths.size(); ) {
            int next = i;
            while (next < lengths.size() && lengths.get(next).equals(lengths.get(i))) {
                next++;
            }
            runs.add((long) next - i);
            runs.add((long) lengths.get(i));
            i = next;
        }
        return runs.stream().mapToLong(Long::longValue).toArray();
    }
}
