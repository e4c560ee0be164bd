package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void theRateRisesThenFallsAlongACosine() {
        assertTrue(Schedule.rate(0, 0) < Schedule.rate(50, 0.01));
        double peak = Schedule.rate(1000, 0);
        assertEquals(peak / 2, Schedule.rate(1000, 0.5), 0.02 * peak);
        assertEquals(0.02 * peak, Schedule.rate(1000, 1), 1e-9);
        assertEquals(Schedule.rate(1000, 1), Schedule.rate(1000, 1.5), 1e-12);
    }

    @Test
    void denseLabelsCountLessAndLessButNeverNothing() {
        assertEquals(1.0 / 3, Schedule.shares(0, 3).dense(), 1e-9);
        assertTrue(Schedule.shares(0.5, 3).dense() < Schedule.shares(0.2, 3).dense());
        assertTrue(Schedule.shares(1, 3).dense() > 0);
        assertEquals(1.0 / 3, Schedule.shares(1, 3).answer(), 1e-9);
    }
}
