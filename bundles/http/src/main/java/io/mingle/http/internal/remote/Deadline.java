package io.mingle.http.internal.remote;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When all that a request has fetched has to be there. */
final class Deadline {

    private final long end;

    Deadline(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
    }

    /** Tells whether there is less left than what a clock of milliseconds measures. */
    boolean isOver() {
        return left() <= 0;
    }

    private long left() {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    /**
     * Returns how long there is left.
     *
     * @return milliseconds, 1 or more
     * @throws SocketTimeoutException if it is over
     */
    int millisLeft() throws SocketTimeoutException {
        long left = left();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
