package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.model.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionTest {

    @TempDir Path folder;

    private final Position position =
            new Position(10, 40, 8, 900, Duration.ofMillis(61_500), false);

    @Test
    void whatIsNotedIsRead() throws IOException {
        assertEquals(position, read(position));
        Position further = position.withNewSchedule(false);
        assertEquals(further, read(further));
    }

    private Position read(Position noted) throws IOException {
        Path state = folder.resolve(TrainingRun.STATE);
        try (SafetensorsWriter writer = new SafetensorsWriter(state, List.of(), noted.notes())) {
            writer.commit();
        }
        return Position.of(state);
    }

    @Test
    void aNewScheduleBeginsAtItsBeginningAndDrawsNothingTwice() {
        assertEquals(
                new Position(10, 40, 40, 0, Duration.ZERO, true), position.withNewSchedule(false));
        assertEquals(
                new Position(10, 40, 40, 0, Duration.ZERO, false), position.withNewSchedule(true));
    }
}
