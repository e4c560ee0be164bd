package io.mingle.trainer.internal.run;

import io.mingle.trainer.internal.learn.Learner.Shares;

/**
 * How a training learns, some of it as a function of how much is done.
 *
 * <p>The rate rises over the first updates and falls along a cosine (I. Loshchilov, F. Hutter,
 * SGDR, 2017). The dense labels, which decide how fast the encoder learns to see, count most at
 * first and hardly at the end.
 *
 * @param batches how many batches make one update
 * @param peak the largest rate
 * @param dense how much the dense labels count at first, where an answer counts 1
 */
record Schedule(int batches, double peak, double dense) {

    private static final Schedule FIRST = new Schedule(4, 1.5e-3, 1);

    /**
     * Half the rate disturbs less of what has been learnt, seeing needs less help, and a batch of
     * the hardest lines holds nearly all errors of four.
     */
    private static final Schedule FURTHER = new Schedule(2, 8e-4, 0.3);

    private static final double FLOOR = 0.02;
    private static final long WARM_UP = 60;
    private static final double DENSE_UNTIL = 0.75;
    private static final double DENSE_FLOOR = 0.1;
    private static final double BALANCE = 0.01;

    /**
     * Returns the schedule of a training.
     *
     * @param further whether it goes on with what an earlier one has learnt
     */
    static Schedule of(boolean further) {
        return further ? FURTHER : FIRST;
    }

    /**
     * Returns the learning rate.
     *
     * @param updates updates so far
     * @param done the part of the training that is done, 0 to 1
     */
    double rate(long updates, double done) {
        double rise = Math.min(1, (updates + 1.0) / WARM_UP);
        double fall = FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
        return peak * rise * fall;
    }

    /** Returns how much each loss of a batch counts. */
    Shares shares(double done) {
        double now = Math.max(DENSE_FLOOR, dense * (1 - done / DENSE_UNTIL));
        return new Shares(1.0 / batches, now / batches, BALANCE / batches);
    }
}
