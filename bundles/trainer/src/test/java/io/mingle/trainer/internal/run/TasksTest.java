package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trainer.data.DrawnTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksTest {

    @Test
    void aTaskAloneTakesEveryTurn() {
        assertEquals(
                List.of("look"),
                Tasks.training(List.of("look"), null).stream().map(DrawnTask::name).toList());
    }

    @Test
    void aTaskThatIsNotThereIsNamed() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> Tasks.training(List.of("look", "sing"), null));
        assertEquals("The task 'sing' was asked for; there are read and look.", error.getMessage());
    }
}
