package io.mingle.bench;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The times of a piece of work that was run again and again.
 *
 * @param median seconds of the median run
 * @param count how many runs there were
 */
public record RepeatedRuns(double median, int count) {

    private static final int WARM_UP = 3;
    private static final int LEAST = 5;
    private static final int MOST = 10_000;

    /**
     * Runs {@code work} for about {@code time}, at least five times, after a short warm-up.
     *
     * @throws InvalidRequestException if {@code time} is not above zero
     */
    public static RepeatedRuns of(Duration time, Runnable work) {
        if (time.isZero() || time.isNegative()) {
            throw new InvalidRequestException(
                    "A benchmark was to take " + time + " for each case. Give more than zero.");
        }
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        double[] seconds = new double[MOST];
        int count = 0;
        long end = System.nanoTime() + time.toNanos();
        while (count < LEAST || count < MOST && System.nanoTime() < end) {
            long start = System.nanoTime();
            work.run();
            seconds[count++] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds, 0, count);
        return new RepeatedRuns(seconds[count / 2], count);
    }
}
