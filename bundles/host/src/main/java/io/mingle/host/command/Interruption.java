package io.mingle.host.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The end of the process before its work is done, by Ctrl-C or by whoever runs it: what is under
 * way is asked to stop, and the process ends when it has, with 128 and the number of the signal.
 *
 * <p>Once it has happened, it has happened for good.
 */
public final class Interruption {

    /** How long to wait where nothing is under way that could be asked to stop. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final StopRequest request = new StopRequest();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Runnable beginning = () -> {};

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
        return request.during(stop, work);
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
     * Begins work that cannot be asked to stop and leaves nothing that has to be cleaned up, such
     * as waiting for somebody to type: the process ends without it.
     *
     * @return to be closed when the work is done
     */
    public Abandonable abandonable() {
        abandoned.incrementAndGet();
        return abandoned::decrementAndGet;
    }

    /**
     * Tells whether it has happened.
     *
     * @return true once it has, never false again
     */
    public boolean happened() {
        return request.isMade();
    }

    /**
     * Sets what is done first when it happens.
     *
     * @param action must not block
     */
    public void first(Runnable action) {
        beginning = action;
    }

    /** Says that everything has been cleaned up and the process may end. */
    public void done() {
        done.countDown();
    }

    void interrupt(Duration limit) {
        if (done.getCount() == 0) {
            return;
        }
        beginning.run();
        boolean idle = !request.make();
        if (idle && abandoned.get() > 0) {
            return;
        }
        Duration patience = idle && limit.compareTo(IDLE) > 0 ? IDLE : limit;
        try {
            done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Work that nobody waits for when the process ends. */
    @FunctionalInterface
    public interface Abandonable extends AutoCloseable {

        /** Says that the work is done. */
        @Override
        void close();
    }
}
