package io.mingle.trainer.internal.run;

import io.mingle.trainer.Task;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.run.HeldOutBatches.Measured;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures what tasks let stand in configurations of the model, whenever it is written. */
final class MeasuredSettings {

    private static final int BATCHES = 4;

    private final Tasks tasks;
    private final List<LearntTask> learnt;
    private final long seed;
    private final Path model;

    /**
     * @param learnt the tasks as they are learnt
     * @param model the folder that is written into
     */
    MeasuredSettings(Tasks tasks, List<LearntTask> learnt, long seed, Path model) {
        this.tasks = tasks;
        this.learnt = learnt;
        this.seed = seed;
        this.model = model;
    }

    /** Measures the weights that the model is written with, and writes what follows from it. */
    void write(Learner learner) {
        for (Task task : tasks.list()) {
            task.settings()
                    .ifPresent(
                            it ->
                                    FolderConfigurations.put(
                                            model, it.of(means(learner, named(task.name())))));
        }
    }

    private LearntTask named(String name) {
        return learnt.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private Map<String, Double> means(Learner learner, LearntTask task) {
        HeldOutBatches batches = new HeldOutBatches(learner, task, seed);
        Map<String, Double> sums = new TreeMap<>();
        Map<String, Integer> examples = new HashMap<>();
        learner.withPublished(
                () -> {
                    for (int i = 0; i < BATCHES; i++) {
                        Measured measured = batches.next();
                        measured.figures()
                                .losses()
                                .forEach(
                                        (name, value) -> {
                                            sums.merge(
                                                    name, measured.examples() * value, Double::sum);
                                            examples.merge(name, measured.examples(), Integer::sum);
                                        });
                    }
                    return null;
                });
        sums.replaceAll((name, sum) -> sum / examples.get(name));
        return sums;
    }
}
