package io.mingle.trainer.internal.run;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.tensor.TensorRuntime;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Told;
import io.mingle.trainer.internal.learn.TrainingProgram;
import io.mingle.trainer.internal.run.HeldOutBatches.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Measures tasks without trials by what their objectives tell of batches that nobody learns from:
 * the loss, its guides and the shares, by their names. What a batch has nothing to say of is left
 * out of the mean.
 */
final class ObjectiveEvaluation {

    private static final String LOSS = "loss";
    private static final String GROUP = "all";

    private final TensorRuntime runtime;

    ObjectiveEvaluation(TensorRuntime runtime) {
        this.runtime = runtime;
    }

    List<Score> run(EvaluationPlan plan, Tasks tasks, Consumer<EvaluationProgress> listener) {
        return OwnThread.call(
                "mingle-trainer-evaluates", stopping -> measured(plan, tasks, listener, stopping));
    }

    private List<Score> measured(
            EvaluationPlan plan,
            Tasks tasks,
            Consumer<EvaluationProgress> listener,
            BooleanSupplier stopping) {
        try (Setup setup = new Setup(plan.model(), plan.fonts());
                Learner learner = learner(plan, tasks)) {
            List<Score> scores = new ArrayList<>();
            for (Task task : tasks.list()) {
                LearntTask learnt = tasks.learnt(task, setup, 1);
                Map<Figure, Told> metric = metric(task, learner.told(learnt.objective()));
                HeldOutBatches batches = new HeldOutBatches(learner, learnt, plan.seed());
                List<Measured> measured = measured(plan.count(), batches, listener, stopping);
                metric.forEach((figure, told) -> score(task, figure, told, measured, scores));
            }
            return scores;
        }
    }

    private Learner learner(EvaluationPlan plan, Tasks tasks) {
        Path model = TrainingFolder.model(plan.model());
        Path state = plan.model().resolve(TrainingRun.STATE);
        TrainingProgram program =
                new TrainingProgram(
                        tasks.objectives(),
                        FolderConfigurations.joined(plan.model()),
                        Adjustments.NONE);
        return Checkpoint.readServed(
                runtime, program, plan.seed(), model, Files.exists(state) ? state : null);
    }

    private static List<Measured> measured(
            int count,
            HeldOutBatches batches,
            Consumer<EvaluationProgress> listener,
            BooleanSupplier stopping) {
        List<Measured> measured = new ArrayList<>();
        int done = 0;
        while (done < count) {
            if (stopping.getAsBoolean()) {
                throw new CancelledException("The evaluation was interrupted.");
            }
            Measured next = batches.next();
            measured.add(next);
            done += next.examples();
            listener.accept(new EvaluationProgress(Math.min(done, count), count));
        }
        return measured;
    }

    /** Returns what an objective tells of each figure of a task. */
    private static Map<Figure, Told> metric(Task task, List<Told> objective) {
        Map<Figure, Told> known = new LinkedHashMap<>();
        for (Told told : objective) {
            if (!told.name().isEmpty()) {
                known.put(told.figure(told.name()), told);
            } else if (!told.share()) {
                known.put(told.figure(LOSS), told);
            }
        }
        Map<Figure, Told> metric = new LinkedHashMap<>();
        for (Figure figure : task.metric()) {
            Told told = known.get(figure);
            if (told == null) {
                throw new InvalidRequestException(
                        "The task '%s' has no trials, and its objective tells no mean named '%s', the %s the better, but %s. Let its metric name means of these: of losses and guides by Figure.loss, of shares by Figure.mean."
                                .formatted(
                                        task.name(),
                                        figure.name(),
                                        figure.higherIsBetter() ? "higher" : "lower",
                                        named(known)));
            }
            metric.put(figure, told);
        }
        return metric;
    }

    private static String named(Map<Figure, Told> known) {
        return known.keySet().stream()
                .map(it -> it.name() + (it.higherIsBetter() ? " (a share)" : " (a loss)"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /**
     * Adds the mean over the examples of those batches that it is told of, with the interval of how
     * these differ; nothing if there are none.
     */
    private static void score(
            Task task, Figure figure, Told told, List<Measured> measured, List<Score> scores) {
        List<Measured> telling =
                measured.stream().filter(it -> told.of(it.figures()) != null).toList();
        double[] of = telling.stream().mapToDouble(Measured::examples).toArray();
        double[] amounts =
                telling.stream().mapToDouble(it -> it.examples() * told.of(it.figures())).toArray();
        if (of.length > 0) {
            Score mean = Score.ratio(task.name(), GROUP, figure, amounts, of);
            scores.add(
                    new Score(
                            mean.task(),
                            mean.group(),
                            figure,
                            telling.stream().mapToInt(Measured::examples).sum(),
                            mean.value(),
                            mean.low(),
                            mean.high()));
        }
    }
}
