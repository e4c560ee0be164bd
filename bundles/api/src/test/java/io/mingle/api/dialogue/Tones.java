package io.mingle.api.dialogue;

import java.util.Random;

/** Sounds at 16,000 samples a second. */
final class Tones {

    private Tones() {}

    /** Noise that is hardly heard. */
    static float[] silence(int samples) {
        Random random = new Random(samples);
        float[] all = new float[samples];
        for (int i = 0; i < samples; i++) {
            all[i] = (float) (random.nextGaussian() * 1e-4);
        }
        return all;
    }

    static float[] tone(int samples) {
        float[] all = new float[samples];
        for (int i = 0; i < samples; i++) {
            all[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        return all;
    }

    static float[] joined(float[]... parts) {
        int count = 0;
        for (float[] part : parts) {
            count += part.length;
        }
        float[] all = new float[count];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
