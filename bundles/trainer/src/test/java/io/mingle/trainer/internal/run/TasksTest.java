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
        assertEquals(List.of("look 1"), turns(List.of("look"), false));
        assertEquals(List.of("look 4", "look 1"), turns(List.of("look"), true));
    }

    @Test
    void readingTakesMostTurnsAndWhatIsLearntLaterIsTheHardest() {
        List<String> both = List.of("read", "look");
        assertEquals(List.of("read 1", "look 1", "read 1", "read 1", "read 1"), turns(both, false));
        assertEquals(List.of("read 4", "look 4", "read 4", "look 1", "read 4"), turns(both, true));
    }

    /** Returns each turn's task and how many samples it draws for one. */
    private static List<String> turns(List<String> names, boolean further) {
        TestFonts.library();
        return Tasks.training(names, TestFonts.folder(), further).stream()
                .map(lesson -> lesson.task().name() + " " + lesson.candidates())
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
