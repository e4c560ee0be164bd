package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mingle.nn.Parameter;
import io.mingle.nn.Role;
import io.mingle.nn.Sinusoids;
import org.junit.jupiter.api.Test;

class RandomStartTest {

    @Test
    void fixedPositionsAreNotRandom() {
        Parameter positions =
                new Parameter("positions", Role.TABLE, Parameter.Start.SINUSOIDS, 3, 8);
        assertArrayEquals(Sinusoids.table(3, 8), new RandomStart(1).values(positions));
    }
}
