package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.TestFonts;
import io.mingle.trainer.internal.task.LookTask;
import io.mingle.trainer.internal.task.ReadTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {

    private static final List<Task> REGISTERED = List.of(new ReadTask(), new LookTask());

    @TempDir Path folder;

    @BeforeEach
    void makeModel() {
        NewModel.of(REGISTERED).write(folder);
    }

    @Test
    void aTaskAloneTakesEveryPlace() {
        assertEquals(List.of("look 1"), round(List.of("look"), false));
        assertEquals(List.of("look 4", "look 1"), round(List.of("look"), true));
    }

    @Test
    void readingTakesMostPlacesAndWhatIsLearntLaterIsTheHardest() {
        List<String> both = List.of("read", "look");
        assertEquals(List.of("read 1", "look 1", "read 1", "read 1", "read 1"), round(both, false));
        assertEquals(List.of("read 4", "look 4", "read 4", "look 1", "read 4"), round(both, true));
    }

    @Test
    void aTaskHasTheTurnsThatItIsGiven() {
        List<String> both = List.of("read", "look");
        assertEquals(
                List.of("read 4", "look 4", "look 1", "look 4"),
                round(both, Map.of("read", 1, "look", 3), true));
    }

    private static Adjustments adjusted(Map<String, Double> weights, Map<String, Integer> turns) {
        return new Adjustments(weights, Set.of(), Map.of(), 0, turns, false, null);
    }

    @Test
    void tasksOfOneObjectiveShareItAndEachHasItsWeight() {
        TestFonts.library();
        Tasks both = Tasks.named(List.of("look", "read"), REGISTERED);
        assertEquals(1, both.objectives().size());
        try (Setup setup = new Setup(folder, TestFonts.folder())) {
            List<Place> round = both.round(setup, adjusted(Map.of("read", 3.0), Map.of()), false);
            assertEquals(1, round.get(0).task().weight());
            assertEquals(3, round.get(1).task().weight());
        }
    }

    /** Returns each place's task and how many batches it draws for one. */
    private List<String> round(List<String> names, boolean continued) {
        return round(names, Map.of(), continued);
    }

    private List<String> round(List<String> names, Map<String, Integer> turns, boolean continued) {
        TestFonts.library();
        try (Setup setup = new Setup(folder, TestFonts.folder())) {
            return Tasks.named(names, REGISTERED)
                    .round(setup, adjusted(Map.of(), turns), continued)
                    .stream()
                    .map(place -> place.task().name() + " " + place.draws())
                    .toList();
        }
    }

    @Test
    void aTaskThatIsNotThereIsNamed() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> Tasks.named(List.of("look", "sing"), REGISTERED));
        assertEquals("The task 'sing' was asked for; there are look, read.", error.getMessage());
    }
}
