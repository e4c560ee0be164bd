package io.mingle.trainer.internal.learn;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was told of a batch, by name; what the task is about has the empty name.
 *
 * @param losses terms of the loss; those without anything to say are left out
 * @param shares 0 to 1; those of nothing at all are left out
 */
public record Figures(Map<String, Double> losses, Map<String, Double> shares) {

    public Figures {
        losses = Collections.unmodifiableMap(new TreeMap<>(losses));
        shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    }

    static Figures of(List<Told> told, float[] values) {
        Map<String, Double> losses = new TreeMap<>();
        Map<String, Double> shares = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            Told one = told.get(i);
            boolean said =
                    one.share() ? !Float.isNaN(values[i]) : values[i] != 0 || one.name().isEmpty();
            if (said) {
                (one.share() ? shares : losses).put(one.name(), (double) values[i]);
            }
        }
        return new Figures(losses, shares);
    }

    /** Returns what the task is about. */
    public double loss() {
        return losses.get("");
    }
}
