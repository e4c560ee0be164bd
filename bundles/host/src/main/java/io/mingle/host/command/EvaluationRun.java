package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.api.training.TaskInfo;
import io.mingle.api.training.Training;
import io.mingle.host.console.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures a model at tasks and prints a table of its scores. */
final class EvaluationRun {

    private final Session session;
    private final Training training;
    private final EvaluationPlan plan;
    private final Table table =
            new Table(List.of("TASK", "GROUP", "FIGURE", "VALUE", "OF", "95 % INTERVAL"));

    EvaluationRun(Session session, Training training, EvaluationPlan plan) {
        this.session = session;
        this.training = training;
        this.plan = plan;
    }

    /** Measures the tasks of the plan, all or none. */
    void named() {
        measure("", plan);
        print();
    }

    /**
     * Measures every task that there is. A model seldom has the parts for all of them: what keeps
     * one from being measured is printed behind the table.
     *
     * @throws MingleException the reason of the first one, if none can be measured
     */
    void all() {
        List<TaskInfo> tasks = training.tasks();
        Map<String, MingleException> left = new LinkedHashMap<>();
        for (TaskInfo task : tasks) {
            try {
                measure(task.name() + ", ", alone(task.name()));
            } catch (CancelledException e) {
                throw e;
            } catch (MingleException e) {
                left.put(task.name(), e);
            }
        }
        if (left.size() == tasks.size()) {
            throw left.values().iterator().next();
        }
        print();
        left.forEach(
                (task, reason) ->
                        session.out()
                                .println(
                                        "%s is not measured: %s"
                                                .formatted(
                                                        task,
                                                        Printable.of(ErrorLine.text(reason)))));
    }

    private EvaluationPlan alone(String task) {
        return new EvaluationPlan(
                plan.model(),
                List.of(task),
                plan.seed(),
                plan.count(),
                plan.fonts(),
                plan.keep() == null ? null : plan.keep().resolve(task));
    }

    private void measure(String what, EvaluationPlan own) {
        List<Score> scores =
                training.evaluate(
                        own,
                        progress ->
                                session.live()
                                        .show(
                                                "evaluating: %s%s of %s examples"
                                                        .formatted(
                                                                what,
                                                                progress.done(),
                                                                progress.total())));
        session.live().clear();
        for (Score score : scores) {
            table.row(
                    List.of(
                            score.task(),
                            score.group(),
                            score.figure().name(),
                            value(score),
                            Integer.toString(score.count()),
                            bound(score, score.low()) + " to " + bound(score, score.high())));
        }
    }

    private void print() {
        session.out().println("Model " + plan.model() + ", seed " + plan.seed());
        session.out().print(table);
    }

    private static String value(Score score) {
        String value = bound(score, score.value());
        return switch (score.figure().kind()) {
            case SHARE -> score.correct() + " (" + value + " %)";
            case RATE -> value + " %";
            case MEAN -> value;
        };
    }

    private static String bound(Score score, double value) {
        return score.figure().kind() == Figure.Kind.MEAN
                ? String.format(Locale.ROOT, "%.4g", value)
                : String.format(Locale.ROOT, "%.1f", 100 * value);
    }
}
