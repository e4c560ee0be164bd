package io.mingle.tensor;

/** The work of one owner, who can wait until all of it is over. */
public interface WorkGroup {

    /**
     * Queues work as {@link Scheduler#submit} does. It takes over what other work of the group,
     * that has ended, had in excess of its share: one after the other counts as one piece of work.
     */
    void submit(Step work);

    /**
     * Waits, through interrupts, until none of the work submitted here is left: each piece has
     * ended, failed, or been dropped with the device. Work that is submitted meanwhile counts.
     *
     * @throws IllegalStateException if a step would have to wait, which would hold up what it waits
     *     for
     */
    void join();
}
