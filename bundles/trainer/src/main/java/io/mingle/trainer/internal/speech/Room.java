package io.mingle.trainer.internal.speech;

import java.util.SplittableRandom;

/**
 * What lies between a mouth and a microphone: echoes, a tilt of the spectrum, noise, loudness. Each
 * is left out at times.
 */
final class Room {

    private static final int ECHOES = 24;
    private static final double SPEED = 6.9;

    private Room() {}

    /** Draws a room and returns what is recorded in it, as many samples. */
    static float[] of(SplittableRandom random, float[] dry, int rate) {
        float[] wet = random.nextInt(2) == 0 ? dry.clone() : echoed(random, dry, rate);
        if (random.nextInt(2) == 0) {
            tilt(wet, 0.7 * (2 * random.nextDouble() - 1));
        }
        float loudest = 1e-6f;
        for (float sample : wet) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        float gain = (float) Math.pow(10, -random.nextDouble()) / loudest;
        double noise =
                random.nextInt(4) == 0
                        ? 1e-4
                        : Math.pow(10, -(0.5 + 1.8 * random.nextDouble())) * level(wet);
        double colour = random.nextDouble();
        double coloured = 0;
        for (int i = 0; i < wet.length; i++) {
            double white = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            coloured = colour * coloured + (1 - colour) * white;
            double grey = coloured / Math.sqrt((1 - colour) / (1 + colour) + 1e-3);
            wet[i] = (float) Math.max(-1, Math.min(1, gain * (wet[i] + 2 * noise * grey)));
        }
        return wet;
    }

    /** The level of the louder part, so that silence around speech does not count. */
    private static double level(float[] samples) {
        double sum = 0;
        int count = 0;
        for (float sample : samples) {
            if (Math.abs(sample) > 0.02) {
                sum += sample * sample;
                count++;
            }
        }
        return Math.sqrt(sum / Math.max(1, count));
    }

    /** Adds echoes that come ever later and weaker (M. Schroeder, 1962, in a few taps). */
    private static float[] echoed(SplittableRandom random, float[] dry, int rate) {
        double decay = 0.08 + 0.4 * random.nextDouble();
        double strength = 0.1 + 0.3 * random.nextDouble();
        float[] wet = dry.clone();
        for (int echo = 0; echo < ECHOES; echo++) {
            double seconds = 0.004 + decay * random.nextDouble();
            float share =
                    (float)
                            (strength
                                    * Math.exp(-SPEED * seconds / decay / 2)
                                    * (random.nextBoolean() ? 1 : -1));
            int late = (int) (seconds * rate);
            for (int i = late; i < wet.length; i++) {
                wet[i] += share * dry[i - late];
            }
        }
        return wet;
    }

    /** Weakens low or high frequencies, by a filter of one tap. */
    private static void tilt(float[] samples, double share) {
        float before = 0;
        for (int i = 0; i < samples.length; i++) {
            float now = samples[i];
            samples[i] = (float) (now + share * before);
            before = now;
        }
    }
}
