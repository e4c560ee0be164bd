package io.mingle.trainer.internal.run;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Figure;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Told;
import io.mingle.trainer.internal.run.HeldOutBatches.Measured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by one figure whether the weights, as they are, are the best so far. It is measured of
 * {@link HeldOutBatches}.
 */
final class BestWeights {

    private static final Logger LOG = LoggerFactory.getLogger(BestWeights.class);
    private static final String NOTE = "best";
    private static final String RIGHT = " right";
    private static final int BATCHES = 4;

    /** A figure of a task. */
    private record Chosen(LearntTask task, Told told, Figure figure) {}

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

    /** Returns null for what is not a number, which trainings once noted as the best. */
    private static Double number(String noted) {
        try {
            double number = Double.parseDouble(noted.substring(noted.lastIndexOf('=') + 1));
            return Double.isNaN(number) ? null : Double.valueOf(number);
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
            chosen(learner);
        }
    }

    /**
     * Measures the weights that a model would be written with, and returns whether they are better
     * than all before. What is not a number is never better.
     */
    boolean isBetter(Learner learner) {
        if (figure == null) {
            return true;
        }
        Chosen chosen = chosen(learner);
        double now = learner.withPublished(() -> mean(learner, chosen));
        if (Double.isNaN(now)) {
            LOG.warn(
                    "The weights were not saved as a model, for '{}' is no number of batches that"
                            + " nobody learns from",
                    figure);
            return false;
        }
        boolean better = best == null || chosen.figure().isBetter(now, best);
        best = better ? Double.valueOf(now) : best;
        return better;
    }

    /**
     * Sees at the end that weights were saved.
     *
     * @param out where the state is
     * @throws InvalidRequestException if the figure was no number whenever it was measured
     */
    void requireFound(Path out) {
        if (figure != null && best == null) {
            throw new InvalidRequestException(
                    "A model was to be saved with the weights that are best by '%s', which was no number whenever it was measured, so that there is none. The training is in %s: go on with --resume and another figure, or begin anew in smaller steps."
                            .formatted(figure, out));
        }
    }

    private Chosen chosen(Learner learner) {
        Map<String, Chosen> known = new TreeMap<>();
        for (LearntTask task : tasks) {
            for (Told told : learner.told(task.objective())) {
                String name = Averages.named(task.name(), told.name());
                Figure measured = told.figure(told.share() ? name + RIGHT : name);
                known.putIfAbsent(measured.name(), new Chosen(task, told, measured));
            }
        }
        Chosen chosen = known.get(figure);
        if (chosen == null) {
            throw new InvalidRequestException(
                    "The best weights by '%s' were to be kept, and what is measured is named %s. Name one of these with --best."
                            .formatted(figure, String.join(", ", known.keySet())));
        }
        return chosen;
    }

    /** Returns the mean over the examples of those batches that it is told of. */
    private double mean(Learner learner, Chosen chosen) {
        HeldOutBatches batches = new HeldOutBatches(learner, chosen.task(), seed);
        double amount = 0;
        double of = 0;
        for (int i = 0; i < BATCHES; i++) {
            Measured measured = batches.next();
            Double value = chosen.told().of(measured.figures());
            if (value != null) {
                amount += measured.examples() * value;
                of += measured.examples();
            }
        }
        return amount / of;
    }

    /** Returns what a training needs to go on with it. */
    Map<String, String> notes() {
        return best == null ? Map.of() : Map.of(NOTE, figure + "=" + best);
    }
}
