package io.mingle.swap.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/**
 * Runs what a newcomer brings on a thread of its own, so that what never returns keeps nobody else
 * waiting.
 */
final class Bounded {

    private final Undisturbed undisturbed;
    private volatile Duration limit;

    Bounded(Undisturbed undisturbed) {
        this.undisturbed = undisturbed;
    }

    void setLimit(Duration limit) {
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    /**
     * Waits for an end.
     *
     * @param name of the thread
     * @return what {@code code} returned
     * @throws ExecutionException if it threw
     * @throws TimeoutException if it did not end in time; its thread is interrupted, and left
     */
    <T> T run(String name, Callable<T> code) throws ExecutionException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(code);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return undisturbed.get(task, limit);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw e;
        }
    }
}
