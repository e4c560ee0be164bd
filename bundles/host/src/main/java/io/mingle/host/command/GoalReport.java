package io.mingle.host.command;

import io.mingle.api.training.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which goals a model meets, and what it should learn more of. */
final class GoalReport {

    /** A task gets at most so many turns more than one that has met its goals. */
    private static final int MORE_TURNS = 3;

    private final List<Goal> goals;
    private final List<Score> scores = new ArrayList<>();

    GoalReport(List<Goal> goals) {
        this.goals = List.copyOf(goals);
    }

    void add(Score score) {
        scores.add(score);
    }

    /** Returns the goal of a score, if it has one. */
    Optional<Goal> of(Score score) {
        return goals.stream().filter(goal -> goal.isOf(score)).findFirst();
    }

    /** Tells whether all floors are met. What was not measured is not. */
    boolean isGoodEnough() {
        return floors() == goals.size();
    }

    private long floors() {
        return goals.stream()
                .filter(goal -> score(goal).filter(goal::isFloorMet).isPresent())
                .count();
    }

    private Optional<Score> score(Goal goal) {
        return scores.stream().filter(goal::isOf).findFirst();
    }

    /** Returns what is to be told behind the table, in lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        long met = goals.stream().filter(it -> score(it).filter(it::isMet).isPresent()).count();
        lines.add(
                "Floors met: %d of %d. Goals met: %d of %d."
                        .formatted(floors(), goals.size(), met, goals.size()));
        for (Goal goal : goals) {
            if (score(goal).isEmpty()) {
                lines.add(
                        "Not measured: %s, %s, %s."
                                .formatted(goal.task(), goal.group(), goal.figure()));
            }
        }
        if (met < goals.size()) {
            lines.add("Turns by distance to the goals: --turns " + turns());
        }
        return lines;
    }

    /** Returns a turn more for each halving, by the figure of the task that is farthest away. */
    private String turns() {
        Map<String, Long> turns = new TreeMap<>();
        for (Goal goal : goals) {
            long more =
                    score(goal).map(it -> Math.round(goal.halvings(it))).orElse(1L * MORE_TURNS);
            turns.merge(goal.task(), 1 + Math.min(MORE_TURNS, more), Math::max);
        }
        return turns.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(","));
    }
}
