package io.mingle.gui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.CompareOptions;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class AgentEvaluationTest {

    private static final Duration LIMIT = Duration.ofMinutes(14);
    private static final int COUNT = 46;

    @Test
    void whoKnowsTheWayReachesAllGoalsOfAllKindsWithoutHarm() {
        GuiScores scores = scores(new GuidedModel(2026, false));
        assertEquals(COUNT, scores.goals());
        assertEquals(COUNT, scores.reached());
        assertEquals(0, scores.harmful());
        assertEquals(0, scores.unreadable());
        assertEquals(21, scores.templates().size());
        assertTrue(scores.steps() >= scores.shortest(), scores::toString);
        assertTrue(scores.steps() <= scores.shortest() + COUNT, scores::toString);
    }

    @Test
    void whoObeysWhatComesUninvitedDoesHarmThoughGoalsAreReached() {
        GuiScores scores = scores(new GuidedModel(2026, true));
        assertTrue(scores.harmful() > 2, scores::toString);
        assertTrue(scores.reached() > COUNT / 2, scores::toString);
    }

    @Test
    void repliesWithoutActionsAreCountedAndReachNothing() {
        GuiScores scores = scores((conversation, options) -> Answers.of("I do not know."));
        assertEquals(COUNT, scores.unreadable());
        assertEquals(0, scores.reached());
        assertEquals(0, scores.steps());
    }

    @Test
    void numbersOutOfTheirRangeAreRefused() {
        AgentEvaluation evaluation = new AgentEvaluation(new FakeBroker());
        assertThrows(InvalidRequestException.class, () -> evaluation.evaluate(0, 0, 9));
        assertThrows(InvalidRequestException.class, () -> evaluation.evaluate(0, 10_001, 9));
        assertThrows(InvalidRequestException.class, () -> evaluation.evaluate(0, 1, 0));
        Path file = Path.of("episodes.json");
        assertThrows(InvalidRequestException.class, () -> CompareOptions.by("aitw").withMost(0));
        assertThrows(
                InvalidRequestException.class,
                () -> evaluation.compare(null, CompareOptions.by("aitw")));
        InvalidRequestException unknown =
                assertThrows(
                        InvalidRequestException.class,
                        () -> evaluation.compare(file, CompareOptions.by("best")));
        assertEquals(
                "There is no profile of metrics 'best'. There are: aitw, agentcpm,"
                        + " agentcpm-android-control, android-control, aitz, os-atlas, gui-odyssey,"
                        + " guicourse.",
                unknown.getMessage());
    }

    private static GuiScores scores(Understanding model) {
        FakeBroker broker = new FakeBroker().with(Understanding.class, model);
        return new AgentEvaluation(broker).evaluate(2026, COUNT, 20).join(LIMIT).result();
    }
}
