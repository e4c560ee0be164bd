package io.mingle.http.internal.sound;

import java.util.Arrays;

/**
 * Changes the number of samples per second of sound that comes in pieces, by windowed-sinc
 * interpolation (J. O. Smith, "Digital Audio Resampling", CCRMA). For one sound and one thread.
 */
public final class RateChange {

    private static final int ZERO_CROSSINGS = 8;
    private static final double ROLLOFF = 0.94;

    private final int from;
    private final int to;
    private final double cutoff;
    private final int reach;

    /** The last samples, from {@link #first} on; those before the beginning are silence. */
    private float[] kept;

    private long first;
    private long made;

    /** Begins a sound. */
    public RateChange(int from, int to) {
        this.from = from;
        this.to = to;
        cutoff = ROLLOFF * Math.min(1, (double) to / from);
        reach = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        kept = new float[reach];
        first = -reach;
    }

    /** Takes further samples, and returns those that are known now. */
    public float[] next(float... samples) {
        if (from == to) {
            return samples;
        }
        int before = kept.length;
        kept = Arrays.copyOf(kept, before + samples.length);
        System.arraycopy(samples, 0, kept, before, samples.length);
        long known = first + kept.length - reach;
        long end = Math.max(made, Math.floorDiv(known * to, (long) from));
        float[] out = new float[(int) (end - made)];
        for (int i = 0; i < out.length; i++) {
            out[i] = at(made + i);
        }
        made = end;
        long needed = Math.max(first, made * from / to - reach);
        kept = Arrays.copyOfRange(kept, (int) (needed - first), kept.length);
        first = needed;
        return out;
    }

    /** Ends the sound; silence follows it. */
    public float[] end() {
        return from == to ? new float[0] : next(new float[reach]);
    }

    private float at(long place) {
        double centre = (double) place * from / to;
        long begin = (long) Math.ceil(centre - reach);
        double sum = 0;
        for (long i = Math.max(begin, first); i <= centre + reach; i++) {
            int index = (int) (i - first);
            if (index < kept.length) {
                sum += kept[index] * tap((i - centre) * cutoff) * cutoff;
            }
        }
        return (float) sum;
    }

    private static double tap(double x) {
        if (Math.abs(x) >= ZERO_CROSSINGS) {
            return 0;
        }
        double window = Math.cos(Math.PI * x / ZERO_CROSSINGS / 2);
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        return sinc * window * window;
    }
}
