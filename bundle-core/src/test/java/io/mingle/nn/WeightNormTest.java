package io.mingle.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class WeightNormTest {

    @Test
    void eachRowIsAsLongAsItsLengthSays() {
        float[] directions = {3, 4, 0, -2};
        assertArrayEquals(
                new float[] {6, 8, 0, -5},
                WeightNorm.folded(new float[] {10, 5}, directions),
                1e-6f);
    }
}
