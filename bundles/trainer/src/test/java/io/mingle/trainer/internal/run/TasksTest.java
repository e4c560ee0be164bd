package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trainer.data.TestFonts;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksTest {

    @Test
    void aTaskAloneTakesEveryTurn() {
        assertEquals(
                List.of("look"),
                Tasks.training(List.of("look"), null, true).stream()
                        .map(lesson -> lesson.task().name())
                        .toList());
    }

    @Test
    void readingTakesFourTurnsAndLaterLearnsFromTheHardestQuarter() {
        TestFonts.library();
        assertEquals(List.of(1, 1, 1, 1, 1), candidates(false));
        assertEquals(List.of(4, 1, 4, 4, 4), candidates(true));
    }

    private static List<Integer> candidates(boolean further) {
        return Tasks.training(List.of("read", "look"), TestFonts.folder(), further).stream()
                .map(Lesson::candidates)
                .toList();
    }

    @Test
    void aTaskThatIsNotThereIsNamed() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> Tasks.training(List.of("look", "sing"), null, false));
        assertEquals("The task 'sing' was asked for; there are read and look.", error.getMessage());
    }
}
