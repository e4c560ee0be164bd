package io.mingle.gui.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.CompareOptions;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.GoalTried;
import io.mingle.api.gui.GuiEvaluation;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.gui.StepScores;
import io.mingle.broker.Broker;
import io.mingle.gui.episode.Episodes;
import io.mingle.gui.episode.StepMetric;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.simulator.state.Language;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tries the agent at goals on simulated phones and at recorded steps, a thread for each. */
@Component
public final class AgentEvaluation implements GuiEvaluation {

    private static final int MOST_GOALS = 10_000;
    private static final int MOST_BEFORE = 1_000_000_000;

    private final Broker broker;

    @Activate
    public AgentEvaluation(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public Generation<GuiScores> evaluate(long seed, int first, int count, int maxSteps) {
        if (first < 0 || first > MOST_BEFORE) {
            throw new InvalidRequestException(
                    "An evaluation from the goal %s on was asked for; it has to be 0 to %s."
                            .formatted(first, MOST_BEFORE));
        }
        if (count < 1 || count > MOST_GOALS) {
            throw new InvalidRequestException(
                    "An evaluation of %s goals was asked for; it has to be 1 to %s."
                            .formatted(count, MOST_GOALS));
        }
        ActOptions options =
                ActOptions.on("sim").withConfirmation(Confirmation.NONE).withMaxSteps(maxSteps);
        return GenerationChannel.produce(
                "act-evaluation",
                channel -> {
                    List<Language> languages = SimulatedPhone.languages();
                    ModelPolicy policy = new ModelPolicy(broker, channel);
                    ScoreSheet sheet = new ScoreSheet();
                    for (int i = first; i < first + count; i++) {
                        channel.throwIfCancelled();
                        GoalTried tried =
                                tried(i, Goals.of(seed, i, languages), policy, options, channel);
                        sheet.add(tried);
                        channel.publish(tried);
                    }
                    return sheet.scores();
                });
    }

    @Override
    public Generation<StepScores> compare(Path source, CompareOptions options) {
        if (source == null || options == null) {
            throw new InvalidRequestException(
                    "Episodes were to be compared without a file or without options. Give both.");
        }
        StepMetric profile = StepMetric.named(options.metric());
        return GenerationChannel.produce(
                "act-comparison",
                channel -> {
                    try (Episodes episodes = Episodes.open(source, options.screenshots())) {
                        ModelPolicy policy = new ModelPolicy(broker, channel);
                        return new EpisodeComparison(
                                        episodes, profile, policy, options.instructed())
                                .scores(options.most(), channel);
                    }
                });
    }

    private static GoalTried tried(
            int index,
            Goal goal,
            Policy policy,
            ActOptions options,
            GenerationChannel<GuiScores> channel) {
        try (SimulatedPhone phone = goal.open()) {
            AgentRun run =
                    new AgentLoop(goal.text(), phone, policy, options, channel).run(History.NONE);
            return new GoalTried(
                    index,
                    goal.template(),
                    goal.isReached(run, phone.phone()),
                    goal.harm(phone.phone()),
                    goal.shortest(),
                    run);
        }
    }
}
