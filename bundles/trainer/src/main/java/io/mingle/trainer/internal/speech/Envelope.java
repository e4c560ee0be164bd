package io.mingle.trainer.internal.speech;

/**
 * What a mouth does to a sound at a moment, by linear prediction (J. Makhoul, Linear prediction: a
 * tutorial review, 1975).
 *
 * @param weights of what came out before, the last first
 * @param gain of what goes in
 */
record Envelope(double[] weights, double gain) {

    /** How much of the sample before is taken off, so that high tones count. */
    static final double EMPHASIS = 0.95;

    /** Below this level there is nothing to be heard. */
    static final double SILENT = 1e-4;

    /** Returns how many samples before one predict it. */
    static int order(int rate) {
        return 2 + rate / 1000;
    }

    static double[] emphasized(float[] samples) {
        double[] sharp = new double[samples.length];
        for (int i = 0; i < sharp.length; i++) {
            sharp[i] = samples[i] - (i == 0 ? 0 : EMPHASIS * samples[i - 1]);
        }
        return sharp;
    }

    /**
     * Finds it by the recursion of Levinson and Durbin.
     *
     * @param frame emphasized samples, less and less of them at its ends
     */
    static Envelope of(double[] frame, int rate) {
        int order = order(rate);
        double[] weights = new double[order];
        double[] likeness = new double[order + 1];
        for (int i = 0; i <= order; i++) {
            likeness[i] = likeness(frame, i);
        }
        if (likeness[0] < SILENT * SILENT * frame.length) {
            return new Envelope(weights, 0);
        }
        double left = likeness[0] * 1.0001;
        for (int i = 0; i < order; i++) {
            double sum = likeness[i + 1];
            for (int j = 0; j < i; j++) {
                sum -= weights[j] * likeness[i - j];
            }
            double reflection = sum / left;
            double[] before = weights.clone();
            weights[i] = reflection;
            for (int j = 0; j < i; j++) {
                weights[j] = before[j] - reflection * before[i - 1 - j];
            }
            left *= 1 - reflection * reflection;
        }
        return new Envelope(weights, Math.sqrt(left / frame.length));
    }

    /** Returns how much samples are like those some places before. */
    static double likeness(double[] frame, int lag) {
        double sum = 0;
        for (int i = lag; i < frame.length; i++) {
            sum += frame[i] * frame[i - lag];
        }
        return sum;
    }

    /** Puts what comes out in front of what did before. */
    double filtered(double[] state, double in) {
        double out = in;
        for (int i = 0; i < weights.length; i++) {
            out += weights[i] * state[i];
        }
        System.arraycopy(state, 0, state, 1, state.length - 1);
        state[0] = out;
        return out;
    }

    /** Returns its cepstrum: numbers whose distances are those of sounds, loudness first. */
    double[] cepstrum(int count) {
        double[] cepstrum = new double[count];
        cepstrum[0] = Math.log(SILENT + gain);
        for (int n = 1; n < count; n++) {
            double sum = n <= weights.length ? weights[n - 1] : 0;
            for (int k = Math.max(1, n - weights.length); k < n; k++) {
                sum += (double) k / n * cepstrum[k] * weights[n - k - 1];
            }
            cepstrum[n] = sum;
        }
        return cepstrum;
    }
}
