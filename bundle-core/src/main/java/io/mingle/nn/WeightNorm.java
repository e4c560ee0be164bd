package io.mingle.nn;

/**
 * Weights that a checkpoint holds as directions and lengths (T. Salimans, D. Kingma, Weight
 * Normalization, 2016): {@code weight_v} and {@code weight_g}, or {@code
 * parametrizations.weight.original1} and {@code original0}.
 */
public final class WeightNorm {

    private WeightNorm() {}

    /**
     * Returns the weight that they stand for: of each row of the first axis its direction, as long
     * as its length says.
     *
     * @param lengths one for each row
     * @param directions the rows, one after the other
     */
    public static float[] folded(float[] lengths, float[] directions) {
        float[] weight = new float[directions.length];
        int size = directions.length / lengths.length;
        for (int row = 0; row < lengths.length; row++) {
            double square = 0;
            for (int i = row * size; i < (row + 1) * size; i++) {
                square += (double) directions[i] * directions[i];
            }
            double factor = lengths[row] / Math.sqrt(square);
            for (int i = row * size; i < (row + 1) * size; i++) {
                weight[i] = (float) (factor * directions[i]);
            }
        }
        return weight;
    }
}
