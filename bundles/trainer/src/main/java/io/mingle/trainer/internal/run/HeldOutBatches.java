package io.mingle.trainer.internal.run;

import io.mingle.trainer.Batch;
import io.mingle.trainer.internal.learn.Candidates;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;

/** Batches of a task that nobody learns from: those of the numbers below zero. */
final class HeldOutBatches {

    /** What was told of a batch of so many examples. */
    record Measured(int examples, Figures figures) {}

    private final Learner learner;
    private final LearntTask task;
    private final long seed;
    private long number;

    HeldOutBatches(Learner learner, LearntTask task, long seed) {
        this.learner = learner;
        this.task = task;
        this.seed = seed;
    }

    /** Draws the next batch and measures it. */
    Measured next() {
        Batch batch =
                Candidates.draw(task.sampler(), BatchSource.heldOut(seed, number), 1)
                        .batches()
                        .get(0);
        number++;
        return new Measured(batch.examples(), learner.measure(task.objective(), batch));
    }
}
