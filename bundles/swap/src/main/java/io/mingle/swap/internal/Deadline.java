package io.mingle.swap.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long something may take; however long that is, the clock does not overflow.
 *
 * @param began on the clock of {@link System#nanoTime()}
 * @param nanos at most
 */
record Deadline(long began, long nanos) {

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime(), Math.max(0, TimeUnit.NANOSECONDS.convert(limit)));
    }

    /** Returns the nanoseconds left; zero or less if it is over. */
    long left() {
        return nanos - (System.nanoTime() - began);
    }

    boolean isOver() {
        return left() <= 0;
    }
}
