package io.mingle.trainer.internal.run;

import io.mingle.trainer.internal.learn.Learner.Shares;

/**
 * What changes while a training goes on, as functions of how much of it is done.
 *
 * <p>The rate rises over the first updates and falls along a cosine (I. Loshchilov, F. Hutter,
 * SGDR, 2017). The dense labels, which decide how fast the encoder learns to see, count fully at
 * first and hardly at the end.
 */
final class Schedule {

    private static final double PEAK = 1.5e-3;
    private static final double FLOOR = 0.02;
    private static final long WARM_UP = 60;
    private static final double DENSE_UNTIL = 0.75;
    private static final double DENSE_FLOOR = 0.1;
    private static final double BALANCE = 0.01;

    private Schedule() {}

    /**
     * Returns the learning rate.
     *
     * @param updates updates so far
     * @param done the part of the training that is done, 0 to 1
     */
    static double rate(long updates, double done) {
        double rise = Math.min(1, (updates + 1.0) / WARM_UP);
        double fall = FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
        return PEAK * rise * fall;
    }

    /** Returns how much each loss of a batch counts when {@code batches} make one update. */
    static Shares shares(double done, int batches) {
        double dense = Math.max(DENSE_FLOOR, 1 - done / DENSE_UNTIL);
        return new Shares(1.0 / batches, dense / batches, BALANCE / batches);
    }
}
