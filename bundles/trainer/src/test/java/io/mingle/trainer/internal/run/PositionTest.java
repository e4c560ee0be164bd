package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PositionTest {

    private final Position position = new Position(10, 40, 900, Duration.ofMillis(61_500), false);

    @Test
    void whatIsNotedIsRead() {
        assertEquals(position, Position.of(position.notes()));
        Position further = position.withNewSchedule();
        assertEquals(further, Position.of(further.notes()));
    }

    @Test
    void aNewScheduleBeginsAtItsBeginningAndDrawsNothingTwice() {
        assertEquals(new Position(10, 40, 0, Duration.ZERO, true), position.withNewSchedule());
    }
}
