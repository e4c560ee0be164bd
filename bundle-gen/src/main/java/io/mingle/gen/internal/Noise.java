package io.mingle.gen.internal;

import java.util.SplittableRandom;

/**
 * What a picture is made of: normal numbers in float32, the same for a seed on every machine.
 *
 * <p>The published code draws numbers of 8 bits by PyTorch's generator; the pictures of a seed are
 * therefore not the published ones.
 */
final class Noise {

    private Noise() {}

    /** Returns so many numbers of mean 0 and variance 1 (Box and Muller, 1958). */
    static float[] normal(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i += 2) {
            // 1 - u is above zero, and so has a logarithm.
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            values[i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < count) {
                values[i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
        return values;
    }
}
