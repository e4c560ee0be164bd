package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PositionTest {

    private final Position position = new Position(10, 40, 900, Duration.ofMillis(61_500));

    @Test
    void whatIsNotedIsRead() {
        assertEquals(position, Position.of(position.notes()));
    }

    @Test
    void aNewScheduleBeginsAtItsBeginningAndDrawsNothingTwice() {
        assertEquals(new Position(10, 40, 0, Duration.ZERO), position.withNewSchedule());
    }
}
