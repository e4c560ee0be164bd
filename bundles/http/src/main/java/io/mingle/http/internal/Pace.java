package io.mingle.http.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a client sends, or takes, its bytes as fast as it has to. Only the time counts in which
 * it is waited for, and there is some for everybody: a place is not held by one byte now and then.
 * Used by one thread.
 */
final class Pace {

    /** So long nobody has to be fast. */
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final double NANOS_A_SECOND = 1e9;

    private final long leastRate;
    private final LongSupplier clock;
    private long begun;
    private long waited;
    private long bytes;

    /**
     * Begins with nothing sent.
     *
     * @param leastRate in bytes a second; 0 for any
     */
    Pace(long leastRate) {
        this(leastRate, System::nanoTime);
    }

    Pace(long leastRate, LongSupplier clock) {
        this.leastRate = leastRate;
        this.clock = clock;
    }

    /** The client is waited for from now on. */
    void begin() {
        begun = clock.getAsLong();
    }

    /**
     * The wait has ended.
     *
     * @param count of bytes that have come, or gone, by it
     * @return whether it goes fast enough
     */
    boolean end(int count) {
        waited += clock.getAsLong() - begun;
        bytes += Math.max(0, count);
        return waited <= GRACE_NANOS || bytes >= leastRate * (waited / NANOS_A_SECOND);
    }
}
