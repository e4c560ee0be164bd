package io.mingle.trainer.internal.run;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Score;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
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

    Evaluator(Broker broker) {
        this.broker = broker;
    }

    List<Score> run(EvaluationPlan plan, Tasks tasks, Consumer<EvaluationProgress> listener) {
        try (Setup setup = new Setup(plan.model(), plan.fonts())) {
            List<Group> groups =
                    tasks.list().stream()
                            .flatMap(it -> it.trials(setup).stream().map(t -> new Group(it, t)))
                            .toList();
            return run(plan, groups, listener);
        }
    }

    private List<Score> run(
            EvaluationPlan plan, List<Group> groups, Consumer<EvaluationProgress> listener) {
        if (groups.isEmpty()) {
            throw new InvalidRequestException(
                    "The tasks %s have nothing to evaluate. Name others with --task."
                            .formatted(String.join(", ", plan.tasks())));
        }
        KeptEvaluation kept = KeptEvaluation.of(plan);
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
        List<Score> scores = tally.scores();
        kept.add(scores);
        return scores;
    }
}
