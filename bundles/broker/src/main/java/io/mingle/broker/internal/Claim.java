package io.mingle.broker.internal;

import io.mingle.broker.Call;
import java.time.Duration;

/**
 * One lease, as its provider counts it.
 *
 * <p>Remembers the thread that holds it, so that a thread that stops the very provider it is
 * calling can be told what it is waiting for.
 */
final class Claim {

    private final long began = System.nanoTime();
    private final TrackedService provider;
    private volatile long number;
    private volatile Runnable cancel;
    private Runnable abandon;
    private boolean abandoned;
    private volatile Thread holder;

    /**
     * Creates a claim.
     *
     * @param holder the thread that will call
     */
    Claim(TrackedService provider, Thread holder) {
        this.provider = provider;
        this.holder = holder;
    }

    TrackedService provider() {
        return provider;
    }

    /**
     * The work goes on elsewhere: the thread that took the lease no longer holds it.
     *
     * @param number of the generation
     * @param cancel asks the work to stop
     * @param abandon tells who waits for the work that its provider goes without it; called at once
     *     if that has gone while the work began
     */
    void handOver(long number, Runnable cancel, Runnable abandon) {
        this.number = number;
        this.cancel = cancel;
        holder = null;
        synchronized (this) {
            this.abandon = abandon;
            if (!abandoned) {
                return;
            }
        }
        abandon.run();
    }

    /** Returns the number of the generation, 0 for a plain call. */
    long number() {
        return number;
    }

    /** Asks the work to stop; false if it is not of the kind that can be asked. */
    boolean cancel() {
        Runnable asked = cancel;
        if (asked != null) {
            asked.run();
        }
        return asked != null;
    }

    /** The provider goes although this is not over. */
    void abandon() {
        Runnable told;
        synchronized (this) {
            abandoned = true;
            told = abandon;
        }
        if (told != null) {
            told.run();
        }
    }

    /** Describes it as of a time that {@link System#nanoTime} gave. */
    Call describe(String service, long now) {
        return new Call(
                number, service, provider.toString(), Duration.ofNanos(Math.max(0, now - began)));
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
