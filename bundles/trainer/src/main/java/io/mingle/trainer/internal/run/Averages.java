package io.mingle.trainer.internal.run;

import io.mingle.trainer.internal.learn.Figures;
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
        figures.losses().forEach((name, value) -> mix(losses, named(task, name), value));
        figures.shares().forEach((name, value) -> mix(accuracy, named(task, name), value));
    }

    /** Returns what a figure of a task is called in reports. */
    static String named(String task, String figure) {
        return figure.isEmpty() ? task : task + " " + figure;
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
