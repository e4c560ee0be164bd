package io.mingle.parity;

/**
 * Differences in steps of bfloat16 rounding: the distance of two neighbours at the size of the
 * expected value, or of all values' root mean square where the value is smaller.
 *
 * @param far how many values are more than two steps away
 * @param worst the largest difference; NaN if there is one that is no number
 */
record Steps(int far, double worst) {

    static Steps between(float[] expected, float[] found) {
        double floor = size(expected);
        int far = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double step = Math.ulp((float) Math.max(Math.abs(expected[i]), floor)) * 0x1p16;
            double steps = Math.abs((double) expected[i] - found[i]) / step;
            worst = steps <= worst || Double.isNaN(worst) ? worst : steps;
            far += steps <= 2 ? 0 : 1;
        }
        return new Steps(far, worst);
    }

    /** Returns the root mean square. */
    static double size(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum / values.length);
    }
}
