package io.mingle.host.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ctrl-C: what is under way is asked to stop, and the process ends when it has.
 *
 * <p>Once it has happened, it has happened for good.
 */
public final class Interruption {

    /** How long to wait where nothing is under way that could be asked to stop, as in a start. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Guarded by itself: a stop that has been removed is not called any more. */
    private final List<Runnable> stops = new ArrayList<>();

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean happened;

    /**
     * Waits for the signal from now on.
     *
     * @param limit how long the process may take to stop
     */
    public void install(Duration limit) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> interrupt(limit), "mingle-interruption"));
    }

    /**
     * Does work that can be stopped.
     *
     * @param stop asks the work to stop; must not block. Called at once if the interruption has
     *     happened
     * @param work is done on the calling thread
     * @return what the work returns
     * @param <T> what the work returns
     */
    public <T> T during(Runnable stop, Supplier<T> work) {
        synchronized (stops) {
            stops.add(stop);
        }
        try {
            if (happened) {
                stop.run();
            }
            return work.get();
        } finally {
            synchronized (stops) {
                stops.remove(stop);
            }
        }
    }

    /**
     * Does work that returns early when its thread is interrupted.
     *
     * @param work is done on the calling thread
     */
    public void duringThread(Runnable work) {
        Thread worker = Thread.currentThread();
        try {
            during(
                    worker::interrupt,
                    () -> {
                        work.run();
                        return null;
                    });
        } finally {
            // The flag has done its work; it must not disturb what cleans up.
            Thread.interrupted();
        }
    }

    /**
     * Tells whether it has happened.
     *
     * @return true once it has, never false again
     */
    public boolean happened() {
        return happened;
    }

    /** Says that everything has been cleaned up and the process may end. */
    public void done() {
        done.countDown();
    }

    void interrupt(Duration limit) {
        if (done.getCount() == 0) {
            return;
        }
        happened = true;
        boolean idle;
        synchronized (stops) {
            stops.forEach(Runnable::run);
            idle = stops.isEmpty();
        }
        Duration patience = idle && limit.compareTo(IDLE) > 0 ? IDLE : limit;
        try {
            done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
