package io.mingle.trainer.internal.run;

import io.mingle.api.error.CancelledException;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Score;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Tries a model at what it was trained for, on examples that it has not seen, through the very
 * services that everybody else calls.
 */
final class Evaluator {

    /** A trial of one of the tasks. */
    private record Group(Task task, Trial trial) {}

    private final Broker broker;
    private final ObjectiveEvaluation objectives;

    Evaluator(Broker broker, ObjectiveEvaluation objectives) {
        this.broker = broker;
        this.objectives = objectives;
    }

    List<Score> run(EvaluationPlan plan, Tasks tasks, Consumer<EvaluationProgress> listener) {
        List<Group> groups = new ArrayList<>();
        List<Task> untried = new ArrayList<>();
        try (Setup setup = new Setup(plan.model(), plan.fonts())) {
            for (Task task : tasks.list()) {
                List<Trial> trials = task.trials(setup);
                trials.forEach(trial -> groups.add(new Group(task, trial)));
                if (trials.isEmpty()) {
                    untried.add(task);
                }
            }
            KeptEvaluation kept = KeptEvaluation.of(plan);
            List<Score> scores = new ArrayList<>(tried(plan, groups, kept, listener));
            if (!untried.isEmpty()) {
                scores.addAll(objectives.run(plan, new Tasks(untried), listener));
            }
            kept.add(scores);
            return scores;
        }
    }

    private List<Score> tried(
            EvaluationPlan plan,
            List<Group> groups,
            KeptEvaluation kept,
            Consumer<EvaluationProgress> listener) {
        Tally tally = new Tally();
        int total = groups.size() * plan.count();
        int done = 0;
        for (Group group : groups) {
            SplittableRandom random = new SplittableRandom(plan.seed());
            for (int i = 0; i < plan.count(); i++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("The evaluation was interrupted.");
                }
                Outcome outcome = group.trial().run(random.split(), broker);
                kept.add(group.task(), group.trial().group(), outcome);
                tally.add(group.task(), group.trial().group(), outcome);
                listener.accept(new EvaluationProgress(++done, total));
            }
        }
        return tally.scores();
    }
}
