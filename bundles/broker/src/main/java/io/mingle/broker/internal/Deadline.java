package io.mingle.broker.internal;

import java.time.Duration;

/**
 * A moment to which something may take.
 *
 * @param at on the clock of {@link System#nanoTime()}
 */
record Deadline(long at) {

    /** Long enough to be for ever, short enough that the clock does not overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + bounded(wait).toNanos());
    }

    /** Returns a time to wait that can be counted: none if it is negative, at most for ever. */
    static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** Returns a later one. */
    Deadline plus(Duration more) {
        return new Deadline(at + more.toNanos());
    }

    /** Returns the nanoseconds left; zero or less if it has passed. */
    long left() {
        return at - System.nanoTime();
    }
}
