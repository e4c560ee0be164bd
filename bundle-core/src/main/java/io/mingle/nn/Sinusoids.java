package io.mingle.nn;

/**
 * Tables of fixed positions: sines and cosines whose wavelengths grow geometrically from 2π to
 * 20000π places (Vaswani et al., "Attention is all you need", 2017, section 3.5).
 */
public final class Sinusoids {

    private static final double LONGEST = 10000;

    private Sinusoids() {}

    /**
     * Returns the table of the audio encoder, all sines before all cosines.
     *
     * @param rows how many positions
     * @param width values of a position; even, at least 4
     * @return [rows, width], row by row
     */
    public static float[] table(int rows, int width) {
        int half = width / 2;
        float[] table = new float[Math.multiplyExact(rows, width)];
        for (int column = 0; column < half; column++) {
            double turn = Math.pow(LONGEST, -column / (half - 1.0));
            for (int row = 0; row < rows; row++) {
                table[row * width + column] = (float) Math.sin(row * turn);
                table[row * width + half + column] = (float) Math.cos(row * turn);
            }
        }
        return table;
    }

    /**
     * Returns the middle of a table of positions in a square grid, for a picture of fewer places:
     * those of Stable Diffusion 3 (P. Esser and others, Scaling Rectified Flow Transformers, 2024,
     * appendix B.2). The first half of a position tells its column and the second half its row; of
     * each half, sines come before cosines.
     *
     * @param rows of the picture, in patches
     * @param columns of the picture, in patches
     * @param side of the whole grid, in patches
     * @param base patches of a picture that the grid spans, however fine it is
     * @param width values of a position; a multiple of 4
     * @return [rows · columns, width], row by row
     */
    public static float[] grid(int rows, int columns, int side, int base, int width) {
        int quarter = width / 4;
        double[] turns = new double[quarter];
        for (int k = 0; k < quarter; k++) {
            turns[k] = Math.pow(LONGEST, -k / (double) quarter);
        }
        double unit = side / (double) base;
        int top = (side - rows) / 2;
        int left = (side - columns) / 2;
        float[] table = new float[Math.multiplyExact(Math.multiplyExact(rows, columns), width)];
        for (int place = 0; place < rows * columns; place++) {
            double[] both = {(left + place % columns) / unit, (top + place / columns) / unit};
            for (int half = 0; half < 2; half++) {
                int at = place * width + half * 2 * quarter;
                for (int k = 0; k < quarter; k++) {
                    table[at + k] = (float) Math.sin(both[half] * turns[k]);
                    table[at + quarter + k] = (float) Math.cos(both[half] * turns[k]);
                }
            }
        }
        return table;
    }
}
