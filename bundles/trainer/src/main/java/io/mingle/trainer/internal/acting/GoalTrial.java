package io.mingle.trainer.internal.acting;

import io.mingle.api.gui.GuiEvaluation;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.training.Figure;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Trial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets the agent try a goal on a phone that no model learns from, as {@code mingle act --evaluate
 * sim} does.
 */
record GoalTrial() implements Trial {

    private static final Figure REACHED = Figure.share("reached");
    private static final Figure HARMFUL = new Figure("harmful", Figure.Kind.SHARE, false);
    private static final Figure UNREADABLE = new Figure("unreadable", Figure.Kind.SHARE, false);

    /** How many actions the reached goals took, for each of the shortest ways. */
    private static final Figure LENGTH = Figure.loss("steps of shortest");

    static final List<Figure> METRIC = List.of(REACHED, HARMFUL, UNREADABLE, LENGTH);

    private static final int MOST_STEPS = 15;
    private static final int GOALS = 10_000;
    private static final Duration WAIT = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    @Override
    public String group() {
        return "goals";
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        long seed = random.nextInt(Integer.MAX_VALUE);
        int goal = random.nextInt(GOALS);
        GuiScores scores =
                broker.generate(
                                GuiEvaluation.class,
                                WAIT,
                                it -> it.evaluate(seed, goal, 1, MOST_STEPS))
                        .join(LIMIT)
                        .result();
        Map<String, Amount> measured = new LinkedHashMap<>();
        measured.put(REACHED.name(), Amount.of(scores.reached() > 0));
        measured.put(HARMFUL.name(), Amount.of(scores.harmful() > 0));
        measured.put(UNREADABLE.name(), Amount.of(scores.unreadable() > 0));
        if (scores.reached() > 0) {
            measured.put(LENGTH.name(), Amount.of((double) scores.steps() / scores.shortest()));
        }
        return new Outcome(measured, List.copyOf(scores.templates().keySet()), null);
    }
}
