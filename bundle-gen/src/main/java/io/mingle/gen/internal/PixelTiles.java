package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import java.util.ArrayList;
import java.util.List;

/**
 * How a latent is cut for decoding: in one piece up to the area of the largest published picture,
 * else in overlapping tiles whose pixels fade into one another.
 *
 * @param size of the picture
 * @param factor pixels of a side of a place
 * @param rows places of a tile
 * @param columns places of a tile
 */
record PixelTiles(PictureSize size, int factor, int rows, int columns) {

    /** Places of a side of a tile. */
    private static final int SIDE = 64;

    /** Places by which tiles overlap. */
    private static final int OVERLAP = 16;

    /** A piece. */
    record Tile(int top, int left) {}

    static PixelTiles of(GeneratorFolder folder, PictureSize size) {
        return of(size, folder.factor());
    }

    static PixelTiles of(PictureSize size, int factor) {
        int height = size.height() / factor;
        int width = size.width() / factor;
        return height * width <= SIDE * SIDE
                ? new PixelTiles(size, factor, height, width)
                : new PixelTiles(size, factor, Math.min(SIDE, height), Math.min(SIDE, width));
    }

    List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        for (int top : starts(size.height() / factor, rows)) {
            for (int left : starts(size.width() / factor, columns)) {
                tiles.add(new Tile(top, left));
            }
        }
        return tiles;
    }

    /** The last one ends with the picture, however much it overlaps. */
    private static List<Integer> starts(int length, int tile) {
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start + tile < length; start += tile - OVERLAP) {
            starts.add(start);
        }
        starts.add(length - tile);
        return starts;
    }

    /**
     * Adds the pixels of a tile.
     *
     * @param pixels of the tile, [3, rows · factor, columns · factor]
     * @param planes gets them, weighted, [3, height, width]
     * @param weights gets their weights, [height, width]
     */
    void add(Tile tile, float[] pixels, float[] planes, float[] weights) {
        int tileHeight = rows * factor;
        int tileWidth = columns * factor;
        int width = size.width();
        int area = width * size.height();
        for (int y = 0; y < tileHeight; y++) {
            int row = (tile.top() * factor + y) * width + tile.left() * factor;
            for (int x = 0; x < tileWidth; x++) {
                float weight = fade(y, tileHeight) * fade(x, tileWidth);
                weights[row + x] += weight;
                for (int c = 0; c < 3; c++) {
                    planes[c * area + row + x] +=
                            weight * pixels[(c * tileHeight + y) * tileWidth + x];
                }
            }
        }
    }

    /** Rises over what overlaps from the edge on, and never is 0. */
    private float fade(int at, int length) {
        int fromEdge = Math.min(at, length - 1 - at) + 1;
        return Math.min(1f, (float) fromEdge / (OVERLAP * factor));
    }
}
