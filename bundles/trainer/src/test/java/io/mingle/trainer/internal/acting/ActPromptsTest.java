package io.mingle.trainer.internal.acting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.gui.action.PromptStyle;
import io.mingle.gui.internal.AgentEvaluation;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.trajectory.Trajectories;
import io.mingle.gui.trajectory.TrajectoryStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is learnt is what the agent asks, in its words and with its picture. */
@Timeout(600)
class ActPromptsTest {

    private static final int GOALS = 24;
    private static final long SEED = 5;
    private static final Duration LIMIT = Duration.ofMinutes(9);

    @TempDir Path folder;

    /** Answers with what a model learns, and compares what it is asked. */
    private static final class Learnt implements Understanding {

        private final PromptStyle style;
        private final Queue<TrajectoryStep> steps = new ArrayDeque<>();

        Learnt(PromptStyle style) {
            this.style = style;
        }

        @Override
        public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
            TrajectoryStep step = steps.remove();
            assertEquals(step.prompt(style), conversation.messages().get(0).text());
            Picture shown =
                    (Picture)
                            conversation.messages().get(0).content().stream()
                                    .filter(Picture.class::isInstance)
                                    .findFirst()
                                    .orElseThrow();
            assertArrayEquals(step.screenshot().bytes(), shown.bytes());
            return Answers.of(step.reply());
        }
    }

    private record Installed(Path directory) implements InstalledModel {

        @Override
        public String name() {
            return "a model that was trained to act";
        }

        @Override
        public long parameters() {
            return 1;
        }
    }

    @ParameterizedTest
    @EnumSource(PromptStyle.class)
    void theAgentAsksForEachStepAsItWasLearnt(PromptStyle style) throws Exception {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"mingle\": {\"act_prompt\": \"%s\"}}".formatted(style.label()));
        Learnt model = new Learnt(style);
        Random random = new Random(3);
        int mistakes = 0;
        for (int i = 0; i < GOALS; i++) {
            var goal = Goals.of(SEED, i, SimulatedPhone.languages());
            for (TrajectoryStep step : Trajectories.of(goal, random, 0.2).steps()) {
                model.steps.add(step);
                mistakes += step.mistake() ? 1 : 0;
            }
        }
        assertTrue(mistakes > 3, "mistakes: " + mistakes);
        FakeBroker broker =
                new FakeBroker()
                        .with(Understanding.class, model)
                        .with(InstalledModel.class, new Installed(folder));
        GuiScores scores =
                new AgentEvaluation(broker).evaluate(SEED, 0, GOALS, 40).join(LIMIT).result();
        assertEquals(GOALS, scores.reached());
        assertEquals(0, scores.harmful());
        assertTrue(model.steps.isEmpty());
    }

    /** A reply that a small model writes has to be short, and so has to be what it is asked. */
    @Test
    void inFewWordsThePromptIsShort() {
        List<Integer> full = new ArrayList<>();
        List<Integer> compact = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            var goal = Goals.of(SEED, i, SimulatedPhone.languages());
            for (TrajectoryStep step : Trajectories.of(goal, new Random(i), 0).steps()) {
                full.add(step.prompt(PromptStyle.FULL).length());
                compact.add(step.prompt(PromptStyle.COMPACT).length());
            }
        }
        double longer = full.stream().mapToInt(it -> it).average().orElseThrow();
        double shorter = compact.stream().mapToInt(it -> it).average().orElseThrow();
        assertTrue(shorter < 110 && longer > 4 * shorter, shorter + " and " + longer);
    }
}
