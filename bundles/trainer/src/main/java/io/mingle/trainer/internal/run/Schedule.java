package io.mingle.trainer.internal.run;

import io.mingle.trainer.internal.learn.Shares;

/**
 * How a training learns, some of it as a function of how much is done.
 *
 * <p>The rate rises over the first updates and falls along a cosine (I. Loshchilov, F. Hutter,
 * SGDR, 2017). What helps to learn, such as dense labels, which decide how fast an encoder learns
 * to see, counts most at first and hardly at the end.
 *
 * @param batches how many batches make one update
 * @param peak the largest rate
 * @param guide how much what helps to learn counts at first, where the loss counts 1
 */
record Schedule(int batches, double peak, double guide) {

    private static final Schedule FIRST = new Schedule(4, 1.5e-3, 1);

    /**
     * Half the rate disturbs less of what has been learnt, seeing needs less help, and a batch of
     * the hardest lines holds nearly all errors of four.
     */
    private static final Schedule CONTINUED = new Schedule(2, 8e-4, 0.3);

    private static final double FLOOR = 0.02;
    private static final long WARM_UP = 60;
    private static final double GUIDE_UNTIL = 0.75;
    private static final double GUIDE_FLOOR = 0.1;

    /**
     * Returns the schedule of a training.
     *
     * @param continued whether it goes on with what an earlier one has learnt
     */
    static Schedule of(boolean continued) {
        return continued ? CONTINUED : FIRST;
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

    /** Returns how much the terms of a loss count. */
    Shares shares(double done) {
        double now = Math.max(GUIDE_FLOOR, guide * (1 - done / GUIDE_UNTIL));
        return new Shares(1.0 / batches, now / batches, 1.0 / batches);
    }
}
