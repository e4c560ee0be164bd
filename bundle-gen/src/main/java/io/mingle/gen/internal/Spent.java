package io.mingle.gen.internal;

import io.mingle.bench.PeakMemory;
import io.mingle.bench.RepeatedRuns;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a piece of work took.
 *
 * @param seconds of the median run
 * @param memory bytes at a time, besides what there was before
 * @param operations floating point operations
 */
record Spent(double seconds, OptionalLong memory, double operations) {

    /** Runs it once, to see how much memory it takes, and again if there is time. */
    static Spent by(double operations, Duration time, Runnable work) {
        long begun = System.nanoTime();
        OptionalLong memory = PeakMemory.of(work).bytes();
        long once = System.nanoTime() - begun;
        double seconds = once > time.toNanos() ? once / 1e9 : RepeatedRuns.of(time, work).median();
        return new Spent(seconds, memory, operations);
    }
}
