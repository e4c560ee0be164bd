package io.mingle.broker.internal;

/**
 * One lease, as its provider counts it.
 *
 * <p>Remembers the thread that holds it, so that a thread that stops the very provider it is
 * calling can be told what it is waiting for.
 */
final class Claim {

    private final TrackedService provider;
    private volatile Thread holder = Thread.currentThread();

    Claim(TrackedService provider) {
        this.provider = provider;
    }

    TrackedService provider() {
        return provider;
    }

    /** The work goes on elsewhere: the thread that took the lease no longer holds it. */
    void handOver() {
        holder = null;
    }

    boolean isHeldByCurrentThread() {
        return holder == Thread.currentThread();
    }

    /** Names the holder for a message. */
    @Override
    public String toString() {
        Thread thread = holder;
        return thread == null ? "a generation under way" : "thread '" + thread.getName() + "'";
    }
}
