package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void aLimitMayBeAsLongAsCanBeSaid() {
        assertFalse(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE)).isOver());
        assertFalse(Deadline.after(Duration.ofMillis(Long.MAX_VALUE)).isOver());
        assertFalse(Deadline.after(Duration.ofDays(1)).isOver());
    }

    @Test
    void aLimitOfNothingOrLessIsOverAtOnce() {
        assertTrue(Deadline.after(Duration.ZERO).isOver());
        assertTrue(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE)).isOver());
    }
}
