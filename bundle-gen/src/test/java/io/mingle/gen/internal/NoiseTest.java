package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseTest {

    @Test
    void itIsNormal() {
        float[] values = Noise.normal(7, 200_001);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (float value : values) {
            mean += value / values.length;
            square += value * value / values.length;
            fourth += Math.pow(value, 4) / values.length;
        }
        assertEquals(0, mean, 0.01);
        assertEquals(1, square, 0.02);
        assertEquals(3, fourth, 0.1);
    }

    @Test
    void aSeedGivesTheSameAndTheNextOneOthers() {
        assertArrayEquals(Noise.normal(3, 64), Noise.normal(3, 64));
        assertFalse(Arrays.equals(Noise.normal(3, 64), Noise.normal(4, 64)));
    }
}
