package io.mingle.gen.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a picture or a latent that is too large for one step of the autoencoder into tiles that
 * overlap, and blends what is made of them: where tiles overlap, each counts less the nearer its
 * edge is.
 *
 * <p>Norms and attention of the autoencoder see one tile, and not all of the picture, so that tiles
 * differ in their tone; the overlap turns the edge between them into a slope.
 *
 * @param side of a tile, in places of the latent
 * @param overlap of neighbours at least, in places of the latent; less than half of the side
 */
public record Tiles(int side, int overlap) {

    /** A tile of 512 x 512 pixels where the autoencoder makes one place of 8 x 8. */
    public static final Tiles USUAL = new Tiles(64, 16);

    /**
     * What the autoencoder makes of a tile.
     *
     * @see io.mingle.gen.network.Autoencoder
     */
    @FunctionalInterface
    public interface Coder {

        /**
         * Encodes or decodes a tile.
         *
         * @param tile [channels, rows, columns]
         * @return [its channels, its rows, its columns]
         */
        float[] code(float[] tile, int rows, int columns);
    }

    /**
     * What a tile is cut from and what it becomes part of.
     *
     * @param channels of what is cut
     * @param scale places of a side of what is cut, for each place of the latent
     * @param madeChannels of what is put together
     * @param madeScale places of a side of what is put together, for each place of the latent
     */
    public record Sides(int channels, int scale, int madeChannels, int madeScale) {

        /** Returns those of latents that become pictures. */
        public static Sides decoding(int latentChannels, int factor) {
            return new Sides(latentChannels, 1, 3, factor);
        }

        /** Returns those of pictures that become latents. */
        public static Sides encoding(int latentChannels, int factor) {
            return new Sides(3, factor, latentChannels, 1);
        }
    }

    /** Checks the sides. */
    public Tiles {
        if (overlap < 1 || side <= 2 * overlap) {
            throw new IllegalArgumentException(
                    "Tiles of %s places cannot overlap by %s. Give at least 1, and less than half of the side."
                            .formatted(side, overlap));
        }
    }

    /**
     * Codes all tiles, one after the other, and blends them.
     *
     * @param whole [channels, rows · scale, columns · scale]
     * @param rows of the latent
     * @param columns of the latent
     * @return [madeChannels, rows · madeScale, columns · madeScale]
     */
    public float[] code(float[] whole, int rows, int columns, Sides sides, Coder coder) {
        Blend blend =
                new Blend(
                        sides.madeChannels(),
                        rows * sides.madeScale(),
                        columns * sides.madeScale());
        for (int top : starts(rows)) {
            for (int left : starts(columns)) {
                int height = Math.min(side, rows);
                int width = Math.min(side, columns);
                int scale = sides.scale();
                float[] tile =
                        cut(
                                whole,
                                new int[] {sides.channels(), rows * scale, columns * scale},
                                new int[] {top * scale, left * scale},
                                new int[] {height * scale, width * scale});
                float[] made = coder.code(tile, height * scale, width * scale);
                int madeScale = sides.madeScale();
                blend.add(
                        made,
                        slopes(top, height, rows, madeScale),
                        slopes(left, width, columns, madeScale),
                        top * madeScale,
                        left * madeScale);
            }
        }
        return blend.result();
    }

    /** Returns where tiles begin on a side of so many places, evenly spread. */
    List<Integer> starts(int length) {
        if (length <= side) {
            return List.of(0);
        }
        int count = (length - overlap + side - overlap - 1) / (side - overlap);
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starts.add(Math.round((float) i * (length - side) / (count - 1)));
        }
        return starts;
    }

    /** Returns how much each place of a tile counts, on one axis: less towards its neighbours. */
    private float[] slopes(int start, int length, int all, int scale) {
        float[] slopes = new float[length * scale];
        float run = overlap * scale;
        for (int i = 0; i < slopes.length; i++) {
            float before = start == 0 ? 1 : (i + 0.5f) / run;
            float behind = start + length == all ? 1 : (slopes.length - i - 0.5f) / run;
            slopes[i] = Math.min(1, Math.min(before, behind));
        }
        return slopes;
    }

    private static float[] cut(float[] whole, int[] shape, int[] from, int[] sides) {
        float[] part = new float[shape[0] * sides[0] * sides[1]];
        for (int channel = 0; channel < shape[0]; channel++) {
            for (int row = 0; row < sides[0]; row++) {
                int at = (channel * shape[1] + from[0] + row) * shape[2] + from[1];
                System.arraycopy(whole, at, part, (channel * sides[0] + row) * sides[1], sides[1]);
            }
        }
        return part;
    }

    /** The mean of tiles, by how much each counts. */
    private static final class Blend {

        private final int rows;
        private final int columns;
        private final float[] sums;
        private final float[] counts;

        Blend(int channels, int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            sums = new float[Math.multiplyExact(channels, Math.multiplyExact(rows, columns))];
            counts = new float[rows * columns];
        }

        void add(float[] tile, float[] down, float[] across, int top, int left) {
            int channels = sums.length / counts.length;
            for (int row = 0; row < down.length; row++) {
                for (int column = 0; column < across.length; column++) {
                    float count = down[row] * across[column];
                    int place = (top + row) * columns + left + column;
                    counts[place] += count;
                    for (int channel = 0; channel < channels; channel++) {
                        int at = (channel * down.length + row) * across.length + column;
                        sums[channel * rows * columns + place] += count * tile[at];
                    }
                }
            }
        }

        float[] result() {
            for (int i = 0; i < sums.length; i++) {
                sums[i] /= counts[i % counts.length];
            }
            return sums;
        }
    }
}
