package io.mingle.vision.encoder;

import io.mingle.thinker.prompt.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the merge blocks of a grid into attention windows (spec of the published model, vision,
 * section 3.3).
 *
 * <p>Frames are the outermost loop; windows go row by row, and so do the blocks in a window.
 * Windows at the right and lower border are smaller.
 */
public final class Windows {

    private Windows() {}

    /**
     * Returns the windows in order, each the raster indices of its blocks.
     *
     * @param first the raster index of the grid's first block
     * @param merge patches on the side of a block
     * @param side blocks on the side of a window
     */
    public static List<int[]> of(Grid grid, int first, int merge, int side) {
        int height = grid.height() / merge;
        int width = grid.width() / merge;
        List<int[]> windows = new ArrayList<>();
        for (int frame = 0; frame < grid.time(); frame++) {
            int base = first + frame * height * width;
            for (int top = 0; top < height; top += side) {
                for (int left = 0; left < width; left += side) {
                    windows.add(window(base, width, top, left, side, height));
                }
            }
        }
        return windows;
    }

    private static int[] window(int base, int width, int top, int left, int side, int height) {
        int rows = Math.min(side, height - top);
        int columns = Math.min(side, width - left);
        int[] blocks = new int[rows * columns];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = base + (top + i / columns) * width + left + i % columns;
        }
        return blocks;
    }
}
