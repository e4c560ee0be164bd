package io.mingle.audio.sound;

/**
 * Changes the number of samples per second by windowed-sinc interpolation, as torchaudio's {@code
 * Resample} does with its defaults: a sinc low-pass at 0.99 of the lower half rate, cut by a Hann
 * window after six zero crossings on each side (J. O. Smith, "Digital Audio Resampling", CCRMA).
 * Where an output lies between two inputs is rounded to float32, as there; all else of a filter is
 * computed in double.
 *
 * <p>Rates that share a large divisor repeat few filters; those are computed once. Immutable; may
 * be used by many threads at once.
 */
public final class SincResampler {

    private static final int ZERO_CROSSINGS = 6;
    private static final double ROLLOFF = 0.99;

    /** Input samples from one repetition of the filters to the next, and output samples. */
    private final int step;

    private final int phases;
    private final float[][] filters;
    private final int[] firsts;

    /**
     * Prepares a change of rate.
     *
     * @param from samples per second of what is given
     * @param to samples per second of what is wanted
     */
    public SincResampler(int from, int to) {
        int divisor = gcd(from, to);
        step = from / divisor;
        phases = to / divisor;
        filters = new float[phases][];
        firsts = new int[phases];
        // The sinc's zeros are 1 / cutoff steps apart; inputs lie 1 / step apart.
        double cutoff = ROLLOFF * Math.min(step, phases);
        double reach = ZERO_CROSSINGS * step / cutoff;
        for (int phase = 0; phase < phases; phase++) {
            float centre = (float) phase / phases;
            int first = (int) Math.ceil((double) centre * step - reach);
            int last = (int) Math.floor((double) centre * step + reach);
            float[] filter = new float[last - first + 1];
            for (int i = 0; i < filter.length; i++) {
                double distance = (double) (first + i) / step - centre;
                filter[i] = (float) (tap(distance * cutoff) * cutoff / step);
            }
            filters[phase] = filter;
            firsts[phase] = first;
        }
    }

    /** The windowed sinc at so many zero crossings from its centre. */
    private static double tap(double x) {
        double window = Math.cos(Math.PI * x / ZERO_CROSSINGS / 2);
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        return sinc * window * window;
    }

    /**
     * Returns how many samples come out.
     *
     * <p>Half-way through, the reference's count is rounded to float32; so is this one, which
     * matters above a million samples.
     *
     * @param samples how many go in
     */
    public int length(int samples) {
        return (int) Math.ceil((float) ((double) phases * samples / step));
    }

    /**
     * Resamples a waveform; outside of it there is silence.
     *
     * @param samples at the old rate
     * @return at the new rate, {@link #length} of them
     */
    public float[] resample(float[] samples) {
        if (step == phases) {
            return samples;
        }
        float[] resampled = new float[length(samples.length)];
        for (int i = 0; i < resampled.length; i++) {
            int phase = i % phases;
            float[] filter = filters[phase];
            int first = i / phases * step + firsts[phase];
            int from = Math.max(0, -first);
            int to = Math.min(filter.length, samples.length - first);
            double sum = 0;
            for (int k = from; k < to; k++) {
                sum += (double) filter[k] * samples[first + k];
            }
            resampled[i] = (float) sum;
        }
        return resampled;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
