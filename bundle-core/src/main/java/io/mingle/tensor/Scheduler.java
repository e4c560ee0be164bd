package io.mingle.tensor;

import java.util.concurrent.Callable;

/**
 * Runs steps, not requests: one thread per device takes a step of each piece of work in turn.
 *
 * <p>Between two steps of a piece of work every other one gets its turn; cancellation and time-outs
 * are looked at there.
 */
public interface Scheduler {

    /** Queues work whose steps run until one returns {@code false}. */
    void submit(Step work);

    /**
     * Runs {@code work} as one step and waits for its result; at once when called by a step.
     *
     * @throws io.mingle.api.error.CancelledException if the waiting thread is interrupted; the step
     *     may still run
     */
    <T> T call(Callable<T> work);
}
