package io.mingle.audio.feature;

import io.mingle.tensor.ProgramSource;

/**
 * The features that voice prints are made of, as Kaldi's {@code compute-fbank-feats} makes them
 * without dither (S. Young and others, "The HTK Book", section 5.4), minus their mean over time.
 *
 * <p>It adds {@code fbank(samples [N], filters [80, 257]) → [1 + (N − 400) / 160, 80]} to a
 * program, in float32: whole windows of 25 ms, each without its mean and with high frequencies
 * raised, the power of their spectrum through mel filters, as natural logarithms.
 */
public final class Fbank {

    /** Samples per second that the features are defined for. */
    public static final int RATE = 16_000;

    /** How many filters there are. */
    public static final int MELS = 80;

    private static final int WINDOW = 400;
    private static final int HOP = 160;
    private static final int SIZE = 512;
    private static final int BINS = SIZE / 2 + 1;
    private static final double LOWEST_HERTZ = 20;

    private Fbank() {}

    /**
     * Returns how many frames a sound has.
     *
     * @param samples at {@link #RATE}; at least one window of 400
     */
    public static int frames(int samples) {
        return 1 + (samples - WINDOW) / HOP;
    }

    /** Returns the number of frequencies that each filter weighs. */
    public static int bins() {
        return BINS;
    }

    /**
     * Returns the filters that {@code fbank} takes: triangles whose sides are straight over mel,
     * 1127 · ln(1 + hertz / 700), from 20 Hz to half the rate. The highest frequency has no part.
     *
     * @return [80, 257], row by row
     */
    public static float[] filters() {
        double lowest = mel(LOWEST_HERTZ);
        double step = (mel(RATE / 2.0) - lowest) / (MELS + 1);
        float[] filters = new float[MELS * BINS];
        for (int filter = 0; filter < MELS; filter++) {
            double middle = lowest + (filter + 1) * step;
            for (int bin = 0; bin < BINS - 1; bin++) {
                double away = Math.abs(mel((double) bin * RATE / SIZE) - middle) / step;
                filters[filter * BINS + bin] = (float) Math.max(0, 1 - away);
            }
        }
        return filters;
    }

    private static double mel(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    /** Adds the method {@code fbank} to a program. */
    public static void addTo(ProgramSource.Builder program) {
        program.method(
                "fbank",
                "samples: Tensor, filters: Tensor",
                "Tensor",
                """
                x = torch.unfold(samples, 0, %1$s, %2$s)
                x = torch.sub(x, torch.mean(x, [1], True))
                before = torch.narrow(torch.pad(torch.unsqueeze(x, 0), [1, 0], mode="replicate"), 2, 0, %1$s)
                x = torch.sub(x, torch.mul(torch.squeeze(before, 0), 0.97))
                x = torch.mul(x, torch.pow(torch.hann_window(%1$s, False, dtype=6), 0.85))
                x = torch.square(torch.abs(torch.fft_rfft(x, %3$s, -1, None)))
                x = torch.matmul(x, torch.transpose(filters, 0, 1))
                x = torch.log(torch.clamp_min(x, 1.1920928955078125e-07))
                return torch.sub(x, torch.mean(x, [0], True))
                """
                        .formatted(WINDOW, HOP, SIZE));
    }
}
