package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Schedule FIRST = Schedule.of(false);
    private static final Schedule CONTINUED = Schedule.of(true);

    @Test
    void theRateRisesThenFallsAlongACosine() {
        assertTrue(FIRST.rate(0, 0) < FIRST.rate(50, 0.01));
        double peak = FIRST.rate(1000, 0);
        assertEquals(peak / 2, FIRST.rate(1000, 0.5), 0.02 * peak);
        assertEquals(0.02 * peak, FIRST.rate(1000, 1), 1e-9);
        assertEquals(FIRST.rate(1000, 1), FIRST.rate(1000, 1.5), 1e-12);
    }

    @Test
    void aTrainingThatGoesFurtherTakesSmallerStepsForWhatItIsAboutMostly() {
        assertTrue(CONTINUED.rate(1000, 0) < FIRST.rate(1000, 0));
        assertTrue(CONTINUED.shares(0).guide() < 0.5);
        assertEquals(0.5, CONTINUED.shares(0).loss(), 1e-9);
    }

    @Test
    void whatHelpsToLearnCountsLessAndLessButNeverNothing() {
        assertEquals(0.25, FIRST.shares(0).guide(), 1e-9);
        assertTrue(FIRST.shares(0.5).guide() < FIRST.shares(0.2).guide());
        assertTrue(FIRST.shares(1).guide() > 0);
        assertEquals(0.25, FIRST.shares(1).loss(), 1e-9);
    }
}
