package io.mingle.trainer.internal.speech;

import java.util.SplittableRandom;

/**
 * Another voice for what was said: a vocoder by linear prediction (J. Makhoul, Linear prediction: a
 * tutorial review, 1975), which keeps the envelopes of the spectrum and their times and makes the
 * rest anew. There are few programs that speak, and a model that knows those alone does not hear
 * others.
 *
 * @param pitch at the beginning, in hertz
 * @param end the pitch at the end, in hertz
 * @param size of the head, by which formants are divided: 1 as it was, less for a smaller head
 * @param breath how much of the voice is noise, 0 to 1
 */
record Disguise(double pitch, double end, double size, double breath) {

    /** Of analysis, in seconds. */
    private static final double WINDOW = 0.03;

    /** From one envelope to the next, in seconds of what comes out. */
    private static final double STEP = 0.008;

    /** From this likeness to itself one period later on, speech has a pitch. */
    private static final double VOICED = 0.45;

    private static final double LOWEST = 60;
    private static final double HIGHEST = 400;

    /** Draws a voice. */
    static Disguise of(SplittableRandom random) {
        double pitch = 75 * Math.pow(3.6, random.nextDouble());
        return new Disguise(
                pitch,
                pitch * (0.75 + 0.4 * random.nextDouble()),
                0.82 + 0.4 * random.nextDouble(),
                random.nextInt(6) == 0 ? 1 : 0.6 * random.nextDouble());
    }

    /**
     * Says the same in this voice.
     *
     * @param random of its noise
     * @param samples from -1 to 1
     * @param rate samples a second
     * @return as many samples, as loud
     */
    float[] spoken(SplittableRandom random, float[] samples, int rate) {
        int window = (int) (WINDOW * rate);
        int step = (int) (STEP * rate);
        double[] sharp = Envelope.emphasized(samples);
        float[] out = new float[samples.length];
        double[] state = new double[Envelope.order(rate)];
        double phase = 0;
        double before = 0;
        for (int from = 0; from < out.length; from += step) {
            double[] frame = frame(sharp, from + step / 2, window);
            Envelope envelope = Envelope.of(frame, rate);
            boolean voiced = voiced(frame, rate);
            double noise = voiced ? breath : 1;
            double tone = Math.sqrt(1 - noise * noise);
            double hertz = pitch + (end - pitch) * from / out.length;
            for (int i = from; i < Math.min(out.length, from + step); i++) {
                phase += hertz / rate;
                double pulse = 0;
                if (phase >= 1) {
                    phase -= 1;
                    pulse = Math.sqrt(rate / hertz);
                }
                double white =
                        2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
                double excited = envelope.gain() * (tone * pulse + noise * white);
                before = Envelope.EMPHASIS * before + envelope.filtered(state, excited);
                out[i] = (float) before;
            }
        }
        return asLoud(out, samples);
    }

    /** Reads what lies around a sample, slower or faster, which moves the formants. */
    private double[] frame(double[] samples, int middle, int window) {
        double[] frame = new double[window];
        for (int i = 0; i < window; i++) {
            double at = middle + (i - window / 2.0) / size;
            int left = (int) Math.floor(at);
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window);
            frame[i] =
                    weight
                            * (sample(samples, left)
                                    + (at - left)
                                            * (sample(samples, left + 1) - sample(samples, left)));
        }
        return frame;
    }

    private static double sample(double[] samples, int at) {
        return at < 0 || at >= samples.length ? 0 : samples[at];
    }

    private static boolean voiced(double[] frame, int rate) {
        double power = Envelope.likeness(frame, 0);
        if (power < Envelope.SILENT * Envelope.SILENT * frame.length) {
            return false;
        }
        double best = 0;
        for (int lag = (int) (rate / HIGHEST); lag <= rate / LOWEST; lag++) {
            best = Math.max(best, Envelope.likeness(frame, lag) / power);
        }
        return best > VOICED;
    }

    private static float[] asLoud(float[] made, float[] as) {
        double wanted = power(as);
        double has = power(made);
        float factor = has == 0 ? 0 : (float) Math.sqrt(wanted / has);
        for (int i = 0; i < made.length; i++) {
            made[i] *= factor;
        }
        return made;
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return sum;
    }
}
