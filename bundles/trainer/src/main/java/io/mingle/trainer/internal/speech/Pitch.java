package io.mingle.trainer.internal.speech;

/**
 * The pitch of clean speech, by the autocorrelation of each frame (L. Rabiner, On the use of
 * autocorrelation analysis for pitch detection, 1977).
 */
final class Pitch {

    private static final double LOWEST = 65;
    private static final double HIGHEST = 420;
    private static final double WINDOW_SECONDS = 0.04;
    private static final int LEAVING_OUT = 3;

    /** A frame has a voice where it is this much like itself one period later. */
    private static final double VOICED = 0.6;

    /** Of periods that fit nearly as well as the best, the shortest is taken. */
    private static final double NEARLY = 0.92;

    private static final double SILENT = 1e-4;

    private Pitch() {}

    /**
     * Tells the pitch of each frame.
     *
     * @param hop samples from one frame to the next
     * @return in hertz, 0 where there is no voice
     */
    static float[] of(float[] samples, int rate, int hop) {
        float[] few = fewer(samples);
        double fewRate = (double) rate / LEAVING_OUT;
        int window = (int) (WINDOW_SECONDS * fewRate);
        float[] pitch = new float[samples.length / hop];
        for (int i = 0; i < pitch.length; i++) {
            int middle = (int) ((i + 0.5) * hop / LEAVING_OUT);
            pitch[i] = (float) frame(few, middle - window / 2, window, fewRate);
        }
        return pitch;
    }

    private static float[] fewer(float[] samples) {
        float[] few = new float[samples.length / LEAVING_OUT];
        for (int i = 0; i < few.length; i++) {
            for (int j = 0; j < LEAVING_OUT; j++) {
                few[i] += samples[LEAVING_OUT * i + j] / LEAVING_OUT;
            }
        }
        return few;
    }

    private static double frame(float[] samples, int start, int window, double rate) {
        int least = (int) (rate / HIGHEST);
        int most = (int) (rate / LOWEST);
        double[] likeness = new double[most + 2];
        double best = 0;
        for (int lag = least - 1; lag <= most + 1; lag++) {
            likeness[lag] = likeness(samples, start - lag / 2, window, lag);
            best = Math.max(best, likeness[lag]);
        }
        if (best < VOICED) {
            return 0;
        }
        for (int lag = least; lag <= most; lag++) {
            double here = likeness[lag];
            boolean peak = here >= likeness[lag - 1] && here >= likeness[lag + 1];
            if (peak && here >= NEARLY * best) {
                double bend = likeness[lag - 1] - 2 * here + likeness[lag + 1];
                double moved = bend == 0 ? 0 : (likeness[lag - 1] - likeness[lag + 1]) / (2 * bend);
                return rate / (lag + moved);
            }
        }
        return 0;
    }

    private static double likeness(float[] samples, int start, int window, int lag) {
        double product = 0;
        double one = SILENT;
        double other = SILENT;
        int from = Math.max(0, start);
        int to = Math.min(samples.length - lag, start + window);
        for (int i = from; i < to; i++) {
            product += samples[i] * samples[i + lag];
            one += samples[i] * samples[i];
            other += samples[i + lag] * samples[i + lag];
        }
        return product / Math.sqrt(one * other);
    }
}
