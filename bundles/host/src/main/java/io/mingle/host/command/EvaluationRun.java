package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.api.training.TaskInfo;
import io.mingle.api.training.Training;
import io.mingle.host.console.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures a model at tasks and prints a table of its scores, beside their goals if there are any.
 */
final class EvaluationRun {

    private static final List<String> HEADINGS =
            List.of("TASK", "GROUP", "FIGURE", "VALUE", "OF", "95 % INTERVAL");
    private static final List<String> GOAL_HEADINGS = List.of("FLOOR", "GOAL", "MET");
    private static final List<String> NO_GOAL = List.of("", "", "");

    private final Session session;
    private final Training training;
    private final EvaluationPlan plan;
    private final Optional<GoalReport> goals;
    private final Table table;

    /**
     * @param goals what the figures are to come to; null where they are only measured
     */
    EvaluationRun(Session session, Training training, EvaluationPlan plan, List<Goal> goals) {
        this.session = session;
        this.training = training;
        this.plan = plan;
        this.goals = Optional.ofNullable(goals).map(GoalReport::new);
        List<String> headings = new ArrayList<>(HEADINGS);
        this.goals.ifPresent(it -> headings.addAll(GOAL_HEADINGS));
        table = new Table(headings);
    }

    /**
     * Measures the tasks of the plan, all or none.
     *
     * @return whether all floors are met
     */
    boolean named() {
        measure("", plan);
        return print(Map.of());
    }

    /**
     * Measures every task that there is. A model seldom has the parts for all of them: what keeps
     * one from being measured is printed behind the table.
     *
     * @return whether all floors are met
     * @throws MingleException the reason of the first one, if none can be measured
     */
    boolean all() {
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
        return print(left);
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
            List<String> row = new ArrayList<>();
            row.add(score.task());
            row.add(score.group());
            row.add(score.figure().name());
            row.add(value(score));
            row.add(Integer.toString(score.count()));
            row.add(interval(score));
            goals.ifPresent(
                    it -> {
                        it.add(score);
                        row.addAll(it.of(score).map(goal -> cells(score, goal)).orElse(NO_GOAL));
                    });
            table.row(row);
        }
    }

    private static List<String> cells(Score score, Goal goal) {
        String met = goal.isMet(score) ? "goal" : goal.isFloorMet(score) ? "floor" : "neither";
        return List.of(bound(score, goal.floor()), bound(score, goal.goal()), met);
    }

    /** Prints what was measured, and why the rest was not. */
    private boolean print(Map<String, MingleException> left) {
        session.out().println("Model " + plan.model() + ", seed " + plan.seed());
        session.out().print(table);
        left.forEach(
                (task, reason) ->
                        session.out()
                                .println(
                                        "%s is not measured: %s"
                                                .formatted(
                                                        task,
                                                        Printable.of(ErrorLine.text(reason)))));
        goals.ifPresent(it -> it.lines().forEach(session.out()::println));
        return goals.isEmpty() || goals.get().isGoodEnough();
    }

    private static String value(Score score) {
        String value = bound(score, score.value());
        return switch (score.figure().kind()) {
            case SHARE -> score.correct() + " (" + value + " %)";
            case RATE -> value + " %";
            case MEAN -> value;
        };
    }

    /** One example alone tells nothing of how the others would differ. */
    private static String interval(Score score) {
        return Double.isInfinite(score.high())
                ? "unknown"
                : bound(score, score.low()) + " to " + bound(score, score.high());
    }

    private static String bound(Score score, double value) {
        return score.figure().kind() == Figure.Kind.MEAN
                ? String.format(Locale.ROOT, "%.4g", value)
                : String.format(Locale.ROOT, "%.1f", 100 * value);
    }
}
