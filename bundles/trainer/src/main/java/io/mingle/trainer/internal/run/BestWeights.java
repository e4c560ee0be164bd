package io.mingle.trainer.internal.run;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides by one figure whether the weights, as they are, are the best so far. It is measured of
 * {@link HeldOutBatches}.
 */
final class BestWeights {

    private static final String NOTE = "best";
    private static final String RIGHT = " right";
    private static final int BATCHES = 4;

    private final String figure;
    private final List<LearntTask> tasks;
    private final long seed;
    private Double best;

    /**
     * @param figure named as progress does, shares with {@code right} behind; null if the last
     *     weights are always the best
     * @param tasks all tasks of the training
     * @param notes of the state that it goes on from
     * @throws BrokenModelException if the note of the best value is damaged
     */
    BestWeights(String figure, List<LearntTask> tasks, long seed, Map<String, String> notes) {
        this.figure = figure;
        this.tasks = tasks;
        this.seed = seed;
        String noted = notes.get(NOTE);
        if (noted != null && noted.startsWith(figure + "=")) {
            best = number(noted);
        }
    }

    private static double number(String noted) {
        try {
            return Double.parseDouble(noted.substring(noted.lastIndexOf('=') + 1));
        } catch (NumberFormatException e) {
            throw new BrokenModelException(
                    "The training state notes '%s' as '%s', which should end in a number. The file is damaged: bring back a copy of it, or begin a new training in another folder."
                            .formatted(NOTE, noted),
                    e);
        }
    }

    /**
     * Sees that the figure can be measured.
     *
     * @throws InvalidRequestException if there is no such figure
     */
    void check(Learner learner) {
        if (figure != null) {
            value(learner);
        }
    }

    /** Measures the weights, and returns whether they are better than all before. */
    boolean isBetter(Learner learner) {
        if (figure == null) {
            return true;
        }
        double now = value(learner);
        boolean better = best == null || (isShare() ? now > best : now < best);
        best = better ? Double.valueOf(now) : best;
        return better;
    }

    private boolean isShare() {
        return figure.endsWith(RIGHT);
    }

    private double value(Learner learner) {
        Map<String, Double> means = new TreeMap<>();
        for (LearntTask task : tasks) {
            if (figure.equals(task.name()) || figure.startsWith(task.name() + " ")) {
                measure(learner, task, means);
            }
        }
        Double value = means.get(figure);
        if (value == null) {
            throw unknown(means.keySet());
        }
        return value;
    }

    private void measure(Learner learner, LearntTask task, Map<String, Double> means) {
        HeldOutBatches batches = new HeldOutBatches(learner, task, seed);
        for (int i = 0; i < BATCHES; i++) {
            Figures figures = batches.next().figures();
            figures.losses()
                    .forEach((name, it) -> add(means, Averages.named(task.name(), name), it));
            figures.shares()
                    .forEach(
                            (name, it) ->
                                    add(means, Averages.named(task.name(), name) + RIGHT, it));
        }
    }

    private static void add(Map<String, Double> means, String name, double value) {
        means.merge(name, value / BATCHES, Double::sum);
    }

    private InvalidRequestException unknown(Set<String> measured) {
        List<String> known =
                measured.isEmpty()
                        ? tasks.stream().map(LearntTask::name).toList()
                        : List.copyOf(measured);
        return new InvalidRequestException(
                "The best weights by '%s' were to be kept, and what is measured is named %s. Name one of these with --best."
                        .formatted(figure, String.join(", ", known)));
    }

    /** Returns what a training needs to go on with it. */
    Map<String, String> notes() {
        return best == null ? Map.of() : Map.of(NOTE, figure + "=" + best);
    }
}
