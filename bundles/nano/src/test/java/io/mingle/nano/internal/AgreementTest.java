package io.mingle.nano.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void textsHaveToBeTheSame() {
        assertTrue(Agreement.of("TOTAL $12 ", "TOTAL $12"));
        assertFalse(Agreement.of("TOTAL $13", "TOTAL $12"));
        assertFalse(Agreement.of("total $12", "TOTAL $12"));
    }

    @Test
    void boxesHaveToOverlapByHalf() {
        assertTrue(Agreement.of("[0, 0, 100, 100]", "[0, 0, 100, 60]"));
        assertFalse(Agreement.of("[0, 0, 100, 100]", "[0, 0, 100, 40]"));
        assertFalse(Agreement.of("[0, 0, 0, 0]", "[0, 0, 0, 0]".replace('0', '1')));
        assertFalse(Agreement.of("red", "[0, 0, 100, 40]"));
    }
}
