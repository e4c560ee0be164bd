package io.mingle.trainer.internal.acting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.Generation;
import io.mingle.api.gui.CompareOptions;
import io.mingle.api.gui.GuiEvaluation;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.gui.StepScores;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.gui.internal.AgentEvaluation;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Turn;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ActTaskTest {

    private static final Pointing ROW =
            Pointing.to(new Rectangle2D.Double(0.1, 0.4, 0.8, 0.1), 1, 1, 0, 1);

    private final ActTask act = new ActTask();
    private final ScreenTask screen = new ScreenTask();

    private static Turn touch() {
        return new Turn(
                "Goal: Turn on Wi-Fi.\nNext?",
                "Thought: I need \"Wi-Fi\".\nAction: click(x=0.500,y=0.450)",
                List.of(ROW));
    }

    private static Turn step(String action) {
        return new Turn("Goal: Set it.\nNext?", "Thought: So.\nAction: " + action);
    }

    private void assertStep(boolean right, boolean published, Turn turn, String given) {
        Map<String, Amount> measured = act.measure(turn, given);
        assertEquals(Amount.of(right), measured.get("right"), given);
        assertEquals(Amount.of(published), measured.get("agentcpm"), given);
    }

    @Test
    void aTouchIsRightAnywhereInTheElementAndThePublishedEvaluatorIsMilder() {
        assertStep(true, true, touch(), "Action: click(x=0.2,y=0.41)");
        assertStep(false, true, touch(), "Action: click(x=0.500,y=0.52)");
        assertStep(false, false, touch(), "Action: click(x=0.500,y=0.9)");
        assertStep(false, false, touch(), "Action: long_press(x=0.500,y=0.45)");
        assertStep(false, false, touch(), "I do not know.");
        assertEquals(Amount.of(false), act.measure(touch(), "No.").get("inside"));
        assertEquals(Amount.of(true), act.measure(touch(), touch().answer()).get("inside"));
        assertEquals(List.of("touch"), act.parts(touch()));
    }

    @Test
    void otherActionsAreRightWhenTheySayTheSame() {
        Turn type = step("type(text=\"buy milk\")");
        assertStep(true, true, type, "Action: type(text=\"buy milk\")");
        assertFalse(act.isRight(type, "Action: type(text=\"buy silk\")"));
        assertFalse(act.isRight(step("done()"), "Action: infeasible()"));
        assertTrue(act.isRight(step("done()"), "Thought: Well.\nAction: done()"));
        assertFalse(act.isRight(step("done()"), ""));
        assertTrue(
                act.isRight(
                        step("swipe(x1=0.5,y1=0.1,x2=0.5,y2=0)"),
                        "Action: swipe(x1=0.4,y1=0.2,x2=0.4,y2=0.05)"));
        assertEquals(List.of("write"), act.parts(type));
        assertEquals(List.of("end"), act.parts(step("infeasible()")));
        assertFalse(act.measure(type, "").containsKey("inside"));
    }

    @Test
    void aPlaceIsRightWhenItLiesInTheElement() {
        Turn box = new Turn("Where is it?", "[100, 400, 900, 500]", List.of(ROW));
        assertTrue(screen.isRight(box, "[400, 430, 600, 470]"));
        assertFalse(screen.isRight(box, "[400, 530, 600, 570]"));
        assertTrue(screen.isRight(box, "[450, 450]"));
        assertFalse(screen.isRight(box, "at the top"));
        assertEquals(Amount.of(1.0), screen.measure(box, "[100, 400, 900, 500]").get("IoU"));
        assertEquals(Amount.of(0.0), screen.measure(box, "nowhere").get("IoU"));
        Turn title = new Turn("What is the title?", "Clock");
        assertTrue(screen.isRight(title, " clock"));
        assertFalse(screen.measure(title, "Clock").containsKey("inside"));
    }

    /** Remembers which goals were asked for. */
    private record Remembering(GuiEvaluation evaluation, List<List<Long>> asked)
            implements GuiEvaluation {

        @Override
        public Generation<GuiScores> evaluate(long seed, int first, int count, int maxSteps) {
            asked.add(List.of(seed, (long) first, (long) count));
            return evaluation.evaluate(seed, first, count, maxSteps);
        }

        @Override
        public Generation<StepScores> compare(Path source, CompareOptions options) {
            throw new AssertionError("Nobody compares here.");
        }
    }

    @Test
    void aGoalIsTriedByTheAgentAndOneThatCannotActIsToldSo() {
        FakeBroker broker = new FakeBroker();
        Understanding mute = (conversation, options) -> Answers.of("A red circle.");
        List<List<Long>> asked = new ArrayList<>();
        broker.with(Understanding.class, mute)
                .with(GuiEvaluation.class, new Remembering(new AgentEvaluation(broker), asked));
        GoalTrial trial = new GoalTrial();
        for (int i = 0; i < 2; i++) {
            Outcome outcome = trial.run(new SplittableRandom(5), broker);
            assertEquals(Amount.of(false), outcome.measured().get("reached"));
            assertEquals(Amount.of(false), outcome.measured().get("harmful"));
            assertEquals(Amount.of(true), outcome.measured().get("unreadable"));
            assertFalse(outcome.measured().containsKey("steps of shortest"));
            assertEquals(1, outcome.parts().size());
        }
        assertEquals(asked.get(0), asked.get(1), "the same numbers, the same goal");
        trial.run(new SplittableRandom(6), broker);
        assertTrue(!asked.get(2).equals(asked.get(0)));
    }
}
