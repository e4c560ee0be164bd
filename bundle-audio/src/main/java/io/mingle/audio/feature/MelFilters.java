package io.mingle.audio.feature;

/**
 * Triangular filters on the mel scale of Slaney's Auditory Toolbox (1998), each with an area of
 * one, as librosa's {@code filters.mel} makes them.
 *
 * <p>Up to 1000 Hz a mel is 200/3 Hz; above, 27 mel are a factor of 6.4.
 */
final class MelFilters {

    private static final double HERTZ_PER_MEL = 200.0 / 3;
    private static final double BREAK_HERTZ = 1000;
    private static final double BREAK_MEL = BREAK_HERTZ / HERTZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private MelFilters() {}

    /**
     * Returns the filters from silence to half the rate.
     *
     * @param filters how many
     * @param bins frequencies of a spectrum, from 0 to half the rate
     * @param rate samples per second
     * @return [filters, bins], row by row
     */
    static float[] bank(int filters, int bins, int rate) {
        return bank(filters, bins, rate, rate / 2.0);
    }

    /**
     * Returns the filters from silence to {@code top} hertz.
     *
     * @param filters how many
     * @param bins frequencies of a spectrum, from 0 to half the rate
     * @param rate samples per second
     * @return [filters, bins], row by row
     */
    static float[] bank(int filters, int bins, int rate, double top) {
        double[] corners = new double[filters + 2];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = hertz(mel(top) * i / (filters + 1));
        }
        float[] bank = new float[Math.multiplyExact(filters, bins)];
        for (int filter = 0; filter < filters; filter++) {
            double low = corners[filter];
            double middle = corners[filter + 1];
            double high = corners[filter + 2];
            double height = 2 / (high - low);
            for (int bin = 0; bin < bins; bin++) {
                double hertz = rate / 2.0 * bin / (bins - 1);
                double rising = (hertz - low) / (middle - low);
                double falling = (high - hertz) / (high - middle);
                double share = Math.max(0, Math.min(rising, falling));
                bank[filter * bins + bin] = (float) (share * height);
            }
        }
        return bank;
    }

    private static double mel(double hertz) {
        return hertz < BREAK_HERTZ
                ? hertz / HERTZ_PER_MEL
                : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) / LOG_STEP;
    }

    private static double hertz(double mel) {
        return mel < BREAK_MEL
                ? mel * HERTZ_PER_MEL
                : BREAK_HERTZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
    }
}
