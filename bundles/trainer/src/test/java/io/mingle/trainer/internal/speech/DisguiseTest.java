package io.mingle.trainer.internal.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DisguiseTest {

    private static final int RATE = 16_000;
    private static final int SAID = RATE / 2;
    private static final int FORMANT = 800;

    /** Pulses at 120 Hz through a mouth with one formant, and silence behind. */
    private static float[] vowel() {
        float[] samples = new float[SAID + RATE / 4];
        double width = Math.exp(-Math.PI * 80 / RATE);
        double[] last = {0, 0};
        for (int i = 0; i < SAID; i++) {
            double pulse = i % (RATE / 120) == 0 ? 0.05 : 0;
            double now =
                    pulse
                            + 2 * width * Math.cos(2 * Math.PI * FORMANT / RATE) * last[0]
                            - width * width * last[1];
            last[1] = last[0];
            last[0] = now;
            samples[i] = (float) now;
        }
        return samples;
    }

    private static float[] said(Disguise disguise) {
        return disguise.spoken(new SplittableRandom(3), vowel(), RATE);
    }

    private static double power(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum / (to - from);
    }

    /** Power at a frequency, over 50 Hz. */
    private static double at(float[] samples, double hertz) {
        double sum = 0;
        for (double each = hertz - 25; each <= hertz + 25; each += 5) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < SAID; i++) {
                real += samples[i] * Math.cos(2 * Math.PI * each * i / RATE);
                imaginary += samples[i] * Math.sin(2 * Math.PI * each * i / RATE);
            }
            sum += real * real + imaginary * imaginary;
        }
        return sum;
    }

    private static double formant(float[] samples) {
        double loudest = 0;
        for (double hertz = 400; hertz < 1400; hertz += 50) {
            loudest = at(samples, hertz) > at(samples, loudest) ? hertz : loudest;
        }
        return loudest;
    }

    @Test
    void theMouthStaysAsItIs() {
        assertEquals(FORMANT, formant(said(new Disguise(100, 100, 1, 1))), 75);
    }

    @Test
    void aLargerHeadHasLowerFormants() {
        assertEquals(FORMANT / 1.25, formant(said(new Disguise(100, 100, 1.25, 1))), 75);
        assertEquals(FORMANT / 0.8, formant(said(new Disguise(100, 100, 0.8, 1))), 75);
    }

    @Test
    void thePitchIsAnother() {
        float[] said = said(new Disguise(200, 200, 1, 0));
        assertTrue(at(said, 800) > 20 * at(said, 700), "between two harmonics of 200 Hz");
        assertTrue(at(said, 720) < at(said, 800) / 20, "six times 120 Hz is no harmonic now");
    }

    @Test
    void itIsAsLoudAndSilenceStaysSilent() {
        float[] vowel = vowel();
        float[] said = said(new Disguise(90, 140, 1.1, 0.3));
        assertEquals(vowel.length, said.length);
        assertEquals(1, power(said, 0, said.length) / power(vowel, 0, vowel.length), 1e-3);
        assertTrue(power(said, SAID + RATE / 10, said.length) < power(said, 0, SAID) / 10_000);
        float[] silence = new float[RATE / 10];
        assertArrayEquals(
                silence,
                new Disguise(90, 90, 1, 0.5).spoken(new SplittableRandom(1), silence, RATE));
    }
}
