package io.mingle.trainer.internal.run;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.model.ModelFolder;
import io.mingle.tensor.TensorRuntime;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.TrainingProgram;
import io.mingle.trainer.internal.run.HeldOutBatches.Measured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures tasks without trials by what their objectives tell of batches that nobody learns from:
 * the loss, its guides and the shares, by their names.
 */
final class ObjectiveEvaluation {

    private static final String LOSS = "loss";
    private static final String GROUP = "all";

    private final TensorRuntime runtime;

    ObjectiveEvaluation(TensorRuntime runtime) {
        this.runtime = runtime;
    }

    List<Score> run(EvaluationPlan plan, Tasks tasks, Consumer<EvaluationProgress> listener) {
        Path weights = TrainingFolder.beginning(plan.model());
        try (Setup setup = new Setup(plan.model(), plan.fonts());
                Learner learner =
                        Checkpoint.readEarlier(
                                runtime,
                                new TrainingProgram(
                                        tasks.objectives(),
                                        setup.configuration(ModelFolder.CONFIG),
                                        Adjustments.NONE),
                                1,
                                plan.seed(),
                                weights)) {
            List<Score> scores = new ArrayList<>();
            for (Task task : tasks.list()) {
                LearntTask learnt = tasks.learnt(task, setup, 1);
                HeldOutBatches batches = new HeldOutBatches(learner, learnt, plan.seed());
                scores.addAll(scores(task, measured(plan.count(), batches, listener)));
            }
            return scores;
        }
    }

    private static List<Measured> measured(
            int count, HeldOutBatches batches, Consumer<EvaluationProgress> listener) {
        List<Measured> measured = new ArrayList<>();
        int done = 0;
        while (done < count) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("The evaluation was interrupted.");
            }
            Measured next = batches.next();
            measured.add(next);
            done += next.examples();
            listener.accept(new EvaluationProgress(Math.min(done, count), count));
        }
        return measured;
    }

    private static List<Score> scores(Task task, List<Measured> measured) {
        List<Score> scores = new ArrayList<>();
        for (Figure figure : task.metric()) {
            double[] of = measured.stream().mapToDouble(Measured::examples).toArray();
            double[] amounts = new double[of.length];
            for (int i = 0; i < of.length; i++) {
                amounts[i] = of[i] * value(task, figure, measured.get(i).figures());
            }
            scores.add(Score.ratio(task.name(), GROUP, figure, amounts, of));
        }
        return scores;
    }

    private static double value(Task task, Figure figure, Figures figures) {
        Map<String, Double> told = new TreeMap<>(figures.shares());
        told.putAll(figures.losses());
        told.put(LOSS, figures.loss());
        told.remove("");
        Double value = told.get(figure.name());
        if (value == null || figure.kind() == Figure.Kind.SHARE) {
            throw new InvalidRequestException(
                    "The task '%s' has no trials, and its objective tells no mean named '%s' but %s. Let its metric name means of these."
                            .formatted(task.name(), figure.name(), told.keySet()));
        }
        return value;
    }
}
