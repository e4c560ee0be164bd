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
     * <p>Whoever is interrupted gets no result: work that has not begun is dropped, and a tensor or
     * other closeable result, or a list of them, that comes too late is closed.
     *
     * @throws io.mingle.api.error.CancelledException if the waiting thread is interrupted
     */
    <T> T call(Callable<T> work);

    /**
     * Runs work that gives back what is held, as {@link #call} does, but through interrupts: a
     * thread that is interrupted waits all the same, and finds its interrupt status set after.
     */
    void finish(Runnable work);
}
