package io.mingle.gui.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.gui.action.PromptStyle;
import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.simulator.state.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrajectoriesTest {

    private static final List<Language> BOTH = List.of(Language.EN, Language.ZH);
    private static final int COUNT = 300;

    @Test
    void waysWithMistakesAreMendedReachTheirGoalsAndPassTheReview() {
        int mistakes = 0;
        for (int i = 0; i < COUNT; i++) {
            Trajectory way = way(i, 0.3);
            assertEquals(Optional.empty(), Review.problem(way), i + ": " + way.goal().text());
            for (int j = 0; j < way.steps().size(); j++) {
                TrajectoryStep step = way.steps().get(j);
                assertEquals(j == 0, step.reflection().isEmpty());
                assertEquals(j, step.history().size());
                if (step.mistake()) {
                    mistakes++;
                    Action mended = way.steps().get(j + 1).action();
                    boolean back = mended.equals(new Action.Press(Key.BACK));
                    assertTrue(
                            back || way.goal().isInterrupted(),
                            () ->
                                    way.steps().stream().map(TrajectoryStep::reply).toList()
                                            + " "
                                            + way.goal().text());
                }
            }
        }
        assertTrue(mistakes > COUNT / 10, "mistakes: " + mistakes);
    }

    @Test
    void aStepIsAskedAsTheAgentAsks() {
        Trajectory way = way(0, 0);
        TrajectoryStep second = way.steps().get(1);
        assertTrue(
                second.prompt(PromptStyle.FULL)
                        .startsWith(
                                "Goal: "
                                        + way.goal().text()
                                        + "\nPrevious actions:\n1. open_app("));
        assertTrue(second.reply().startsWith("Thought: "), second::reply);
        assertTrue(second.reply().contains("\nReflection: "), second::reply);
        assertTrue(second.reply().contains("\nAction: click(x="), second::reply);
        assertTrue(second.screenshot().bytes().length > 1000);
    }

    @Test
    void whatDoesNotFitTogetherIsRejected() {
        Trajectory way = way(0, 0);
        assertEquals(
                Optional.of("Step 2 touches nothing."),
                Review.problem(
                        changed(
                                way,
                                1,
                                it ->
                                        with(
                                                it,
                                                it.thought(),
                                                new Action.Tap(new Point(0.99, 0.99))))));
        String other =
                Review.problem(changed(way, 1, it -> with(it, "I need \"Coffee\".", it.action())))
                        .orElseThrow();
        assertTrue(other.endsWith("and its thought says something else."), other);
        List<TrajectoryStep> fewer = new ArrayList<>(way.steps());
        fewer.remove(1);
        assertEquals(
                Optional.of("Step 2 does not begin where the one before ends."),
                Review.problem(new Trajectory(way.goal(), fewer, way.after())));
        List<TrajectoryStep> first = way.steps().subList(0, 1);
        assertEquals(
                Optional.of("The goal is not reached."),
                Review.problem(new Trajectory(way.goal(), first, way.goal().start())));
        assertEquals(
                Optional.of("There are no steps."),
                Review.problem(new Trajectory(way.goal(), List.of(), way.after())));
    }

    private static Trajectory way(int index, double mistakes) {
        Goal goal = Goals.of(5, index, index == 0 ? List.of(Language.EN) : BOTH);
        return Trajectories.of(goal, new Random(index), mistakes);
    }

    private static Trajectory changed(
            Trajectory way, int index, UnaryOperator<TrajectoryStep> change) {
        List<TrajectoryStep> steps = new ArrayList<>(way.steps());
        steps.set(index, change.apply(steps.get(index)));
        return new Trajectory(way.goal(), steps, way.after());
    }

    private static TrajectoryStep with(TrajectoryStep step, String thought, Action action) {
        return new TrajectoryStep(
                step.setup(),
                step.phone(),
                step.goal(),
                step.history(),
                step.before(),
                thought,
                step.reflection(),
                action,
                false);
    }
}
