package io.mingle.tensor;

import java.util.concurrent.Callable;

/**
 * Runs steps, not requests, and shares the device fairly by time.
 *
 * <p>One thread per device takes the next step of that work which has had the least time for its
 * {@linkplain WorkClass class} and {@linkplain Step#weight weight}. New work begins beside the one
 * that is next: who has not asked for the device has saved nothing up. Between two steps
 * cancellation and time-outs are looked at. Nothing is promised about the order of different pieces
 * of work; who has to know that work is over {@linkplain WorkGroup#join joins} it.
 */
public interface Scheduler {

    /** Queues work whose steps run until one returns {@code false}. */
    void submit(Step work);

    /** Returns a new group of work that can be waited for. */
    WorkGroup group();

    /**
     * Tells the step under way how much longer it should take, so that others get their turn; to be
     * asked within it.
     *
     * @return nanoseconds, 0 if its time is over; {@link Long#MAX_VALUE} while nobody else waits
     */
    long budget();

    /**
     * Runs {@code work} as one step and waits for its result; at once when called by a step. All
     * that one thread calls counts as one piece of work.
     *
     * <p>Whoever is interrupted gets no result: work that has not begun is dropped, and a tensor or
     * other closeable result, or a list of them, that comes too late is closed.
     *
     * @throws io.mingle.api.error.CancelledException if the waiting thread is interrupted
     */
    <T> T call(Callable<T> work);

    /**
     * Runs {@code work} as {@link #call(Callable)} does, for a request: what it allocates is
     * charged to it.
     *
     * @param request the {@linkplain io.mingle.api.event.Generation#number number} of a generation;
     *     0 for none
     */
    <T> T call(long request, Callable<T> work);

    /**
     * Runs work that gives back what is held, as {@link #call} does, but through interrupts, and
     * whatever the thread has called before: a thread that is interrupted waits all the same, and
     * finds its interrupt status set after.
     */
    void finish(Runnable work);
}
