package io.mingle.nn;

/**
 * The fixed positions of the audio encoder: sines and cosines whose wavelengths grow geometrically
 * from 2π to 20000π rows (Vaswani et al., "Attention is all you need", 2017, section 3.5), all
 * sines before all cosines.
 */
public final class Sinusoids {

    private static final double LONGEST = 10000;

    private Sinusoids() {}

    /**
     * Returns the table of positions.
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
}
