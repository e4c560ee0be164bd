package io.mingle.api.event;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a generation, for those who wait for it.
 *
 * @param <R> the kind of result
 */
final class EndLatch<R> {

    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile End end;

    /** The generation has ended. Called once. */
    void set(End event) {
        end = event;
        latch.countDown();
    }

    /**
     * Waits for the end; see {@link Generation#join}.
     *
     * @param cancel asks the generation to end when nobody waits any longer
     */
    Finished<R> join(Duration limit, Runnable cancel) {
        if (limit == null) {
            throw new InvalidRequestException(
                    "A generation was joined without a limit. Say how long to wait at most.");
        }
        try {
            if (!latch.await(nanos(limit), TimeUnit.NANOSECONDS)) {
                cancel.run();
                throw new CancelledException(
                        "The answer was to be finished within "
                                + TimeUnit.NANOSECONDS.toMillis(nanos(limit))
                                + " ms and was not; it was cancelled. Allow more time or fewer"
                                + " tokens.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (latch.getCount() == 0) {
                return result();
            }
            cancel.run();
            throw new CancelledException(
                    "The thread that waited for the answer was interrupted; the answer was"
                            + " cancelled. Ask again if it is still wanted.",
                    e);
        }
        return result();
    }

    @SuppressWarnings("unchecked") // Only results of this kind have been given to it.
    private Finished<R> result() {
        if (end instanceof Finished<?> finished) {
            return (Finished<R>) finished;
        }
        if (end instanceof Failed failed) {
            throw failed.error();
        }
        throw new CancelledException(
                "The answer was cancelled before it was complete. Ask again if it is still"
                        + " wanted.");
    }

    /** Unlike {@link Duration#toNanos}, this counts however long the limit is. */
    private static long nanos(Duration limit) {
        return Math.max(0, TimeUnit.NANOSECONDS.convert(limit));
    }
}
