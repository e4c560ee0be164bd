package io.mingle.gui.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.simulator.state.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ModelReviewTest {

    private final List<Conversation> asked = new ArrayList<>();

    private ModelReview saying(String answer, int from) {
        Understanding model =
                (conversation, options) -> {
                    asked.add(conversation);
                    return Answers.of(asked.size() < from ? "yes" : answer);
                };
        return new ModelReview(model);
    }

    private static Trajectory way(int index, double mistakes) {
        return Trajectories.of(
                Goals.of(5, index, List.of(Language.EN)), new Random(index), mistakes);
    }

    @Test
    void aModelIsShownEachStepThatIsToBeLearnt() {
        Trajectory way = way(0, 0);
        assertEquals(Optional.empty(), saying("Yes.", 1).problem(way));
        assertEquals(way.steps().size(), asked.size());
        assertTrue(asked.get(0).content().get(0) instanceof Picture);
        String words = asked.get(1).messages().get(0).text();
        assertTrue(words.startsWith("Goal: " + way.goal().text() + "\nPrevious"), words);
        assertTrue(words.contains(way.steps().get(1).reply()), words);
    }

    @Test
    void whatTheModelRejectsIsNotLearnt() {
        assertEquals(
                Optional.of("Step 2 was rejected by the model: the row is another one"),
                saying("No: the row is another one", 2).problem(way(0, 0)));
        assertEquals(
                Optional.of("Step 1 was judged with neither yes nor no."),
                saying("Perhaps", 1).problem(way(0, 0)));
    }

    @Test
    void rulesComeFirstAndMistakesAreNotAskedAbout() {
        Trajectory way = way(0, 0);
        Trajectory cut = new Trajectory(way.goal(), way.steps().subList(0, 1), way.goal().start());
        assertEquals(Optional.of("The goal is not reached."), saying("yes", 1).problem(cut));
        assertEquals(0, asked.size());
        Trajectory astray = null;
        for (int i = 0; astray == null; i++) {
            Trajectory next = way(i, 0.9);
            astray = next.steps().stream().anyMatch(TrajectoryStep::mistake) ? next : null;
        }
        assertEquals(Optional.empty(), saying("yes", 1).problem(astray));
        long right = astray.steps().stream().filter(it -> !it.mistake()).count();
        assertEquals(right, asked.size());
    }

    @Test
    void aMistakeThatIsNotRegrettedIsRejected() {
        Trajectory astray = null;
        int at = 0;
        for (int i = 0; astray == null; i++) {
            Trajectory next = way(i, 0.9);
            for (int j = 0; j < next.steps().size(); j++) {
                if (next.steps().get(j).mistake()) {
                    astray = next;
                    at = j + 1;
                }
            }
        }
        List<TrajectoryStep> steps = new ArrayList<>(astray.steps());
        TrajectoryStep after = steps.get(at);
        steps.set(
                at,
                new TrajectoryStep(
                        after.setup(),
                        after.phone(),
                        after.goal(),
                        after.history(),
                        after.before(),
                        after.thought(),
                        "It went well.",
                        after.action(),
                        after.mistake()));
        assertEquals(
                Optional.of(
                        "Step %s does not see that the one before went astray.".formatted(at + 1)),
                Review.problem(new Trajectory(astray.goal(), steps, astray.after())));
    }
}
