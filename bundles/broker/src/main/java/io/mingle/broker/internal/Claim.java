package io.mingle.broker.internal;

import io.mingle.broker.Call;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One lease, as its provider counts it.
 *
 * <p>Remembers the thread that holds it, so that a thread that stops the very provider it is
 * calling can be told what it is waiting for.
 */
final class Claim {

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final long began = System.nanoTime();
    private final TrackedService provider;
    private volatile Runnable cancel;
    private volatile Runnable abandon;
    private volatile Thread holder = Thread.currentThread();

    Claim(TrackedService provider) {
        this.provider = provider;
    }

    TrackedService provider() {
        return provider;
    }

    /**
     * The work goes on elsewhere: the thread that took the lease no longer holds it.
     *
     * @param cancel asks the work to stop
     * @param abandon tells who waits for the work that its provider goes without it
     */
    void handOver(Runnable cancel, Runnable abandon) {
        this.abandon = abandon;
        this.cancel = cancel;
        holder = null;
    }

    long id() {
        return id;
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
        Runnable told = abandon;
        if (told != null) {
            told.run();
        }
    }

    Call describe(String service) {
        return new Call(
                id,
                service,
                provider.toString(),
                Duration.ofNanos(System.nanoTime() - began),
                cancel != null);
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
