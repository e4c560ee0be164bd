package io.mingle.core.internal.bench;

import io.mingle.api.error.CancelledException;
import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.tensor.TensorRuntime;
import java.time.Duration;
import java.util.Arrays;

/**
 * The pace of a stream of tokens alone and beside other work, in turn: the machine's own pace may
 * change meanwhile.
 *
 * @param alone tokens per second alone, before and after each of {@code beside}
 * @param beside tokens per second beside the other work
 * @param others what the other work had of its own pace alone, each time
 * @param pauseAlone the longest time between two tokens alone, in seconds
 * @param pause the longest time between two tokens beside the other work, in seconds
 */
record SharedPace(
        double[] alone, double[] beside, double[] others, double pauseAlone, double pause) {

    private static final int ROUNDS = 3;

    /**
     * Measures a stream beside {@code work}, which is done again and again by the calling thread.
     *
     * @param time how long the streams of one kind go on, all together; one beside the work goes on
     *     for as long as that takes
     */
    static SharedPace of(
            TensorRuntime runtime, DecoderRunner decoder, Runnable work, Duration time) {
        Duration slice = time.dividedBy(ROUNDS);
        double[] alone = new double[ROUNDS + 1];
        double[] beside = new double[ROUNDS];
        double[] others = new double[ROUNDS];
        double pauseAlone = 0;
        double pause = 0;
        work.run();
        for (int i = 0; i <= ROUNDS; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("The benchmark was interrupted.");
            }
            try (TokenStream stream = new TokenStream(runtime, decoder, slice)) {
                alone[i] = stream.end().perSecond();
                pauseAlone = Math.max(pauseAlone, stream.longestPause());
            }
            if (i == ROUNDS) {
                break;
            }
            double ownTime = timeOf(work, Duration.ZERO);
            try (TokenStream stream = new TokenStream(runtime, decoder, Duration.ZERO)) {
                others[i] = ownTime / timeOf(work, slice);
                beside[i] = stream.end().perSecond();
                pause = Math.max(pause, stream.longestPause());
            }
        }
        return new SharedPace(alone, beside, others, pauseAlone, pause);
    }

    /**
     * Does work for some time, at least once, and returns how many nanoseconds it took each time.
     */
    private static double timeOf(Runnable work, Duration time) {
        long start = System.nanoTime();
        long now = start;
        int done = 0;
        while (done == 0 || now - start < time.toNanos()) {
            work.run();
            done++;
            now = System.nanoTime();
        }
        return (double) (now - start) / done;
    }

    /** Returns what the stream kept of its pace alone just before and after: the median. */
    double share() {
        double[] shares = new double[beside.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = 2 * beside[i] / (alone[i] + alone[i + 1]);
        }
        return median(shares);
    }

    /** Returns what the other work kept of its pace alone: the median. */
    double othersShare() {
        return median(others);
    }

    /** Returns the median of the paces beside the other work. */
    double pace() {
        return median(beside);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
