package io.mingle.trainer.internal.run;

import io.mingle.trainer.internal.learn.Learner.Figures;
import java.util.Map;
import java.util.TreeMap;

/**
 * Running averages of what each task reports, for the progress line and the plot; in the order of
 * their names, whichever task comes first in a sitting.
 */
final class Averages {

    private static final double KEEP = 0.97;

    private final Map<String, Double> losses = new TreeMap<>();
    private final Map<String, Double> accuracy = new TreeMap<>();

    void add(String task, Figures figures) {
        mix(losses, task, figures.answer());
        mix(losses, task + " dense", figures.dense());
        if (figures.box() > 0) {
            mix(losses, task + " extents", figures.extent());
            mix(losses, task + " boxes", figures.box());
        }
        mix(losses, "balance", figures.balance());
        mix(accuracy, task, figures.tokensRight());
        mix(accuracy, task + " dense", figures.denseRight());
    }

    private static void mix(Map<String, Double> averages, String key, double value) {
        averages.merge(key, value, (old, now) -> KEEP * old + (1 - KEEP) * now);
    }

    Map<String, Double> losses() {
        return new TreeMap<>(losses);
    }

    Map<String, Double> accuracy() {
        return new TreeMap<>(accuracy);
    }
}
