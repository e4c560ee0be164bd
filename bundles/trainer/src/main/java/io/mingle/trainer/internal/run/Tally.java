package io.mingle.trainer.internal.run;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects outcomes and combines them as the figures say. */
final class Tally {

    private record Key(String task, String group, Figure figure) {}

    private final Map<Key, List<Amount>> amounts = new LinkedHashMap<>();

    /** Adds an outcome to its group and to the parts of it. */
    void add(Task task, String group, Outcome outcome) {
        List<String> groups = new ArrayList<>(List.of(group));
        groups.addAll(outcome.parts());
        for (String each : groups) {
            for (Figure figure : task.metric()) {
                Key key = new Key(task.name(), each, figure);
                List<Amount> known = amounts.computeIfAbsent(key, it -> new ArrayList<>());
                Amount amount = outcome.measured().get(figure.name());
                if (amount != null) {
                    known.add(amount);
                }
            }
        }
        for (String name : outcome.measured().keySet()) {
            if (task.metric().stream().noneMatch(figure -> figure.name().equals(name))) {
                throw new InvalidRequestException(
                        "A trial of the task '%s' measured '%s', which its metric does not name: %s."
                                .formatted(task.name(), name, task.metric()));
            }
        }
    }

    /** Returns what has been measured at all, the first figure of every group first. */
    List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        amounts.forEach(
                (key, list) -> {
                    if (!list.isEmpty()) {
                        scores.add(score(key, list));
                    }
                });
        return scores;
    }

    private static Score score(Key key, List<Amount> list) {
        double[] amounts = list.stream().mapToDouble(Amount::amount).toArray();
        double[] of = list.stream().mapToDouble(Amount::of).toArray();
        if (key.figure().kind() == Figure.Kind.SHARE) {
            int having = (int) list.stream().filter(amount -> amount.amount() > 0).count();
            return Score.share(key.task(), key.group(), key.figure(), list.size(), having);
        }
        return Score.ratio(key.task(), key.group(), key.figure(), amounts, of);
    }
}
