package io.mingle.trainer.internal.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * What was found and what should be, in pairs that overlap by more than one half, of which there is
 * one at most for each of non-overlapping things.
 *
 * @param pairs how many there are
 * @param overlap their sum
 * @param weight pairs, and half of all that is left alone on either side
 */
record Matching(int pairs, double overlap, double weight) {

    private static final double LEAST = 0.5;

    /** Matches each of the expected with what overlaps it most. */
    static <T> Matching of(List<T> expected, List<T> found, ToDoubleBiFunction<T, T> overlap) {
        List<T> left = new ArrayList<>(found);
        int pairs = 0;
        double sum = 0;
        for (T one : expected) {
            T best = null;
            double most = LEAST;
            for (T other : left) {
                double shared = overlap.applyAsDouble(one, other);
                if (shared > most) {
                    most = shared;
                    best = other;
                }
            }
            if (best != null) {
                left.remove(best);
                pairs++;
                sum += most;
            }
        }
        return new Matching(pairs, sum, pairs + (expected.size() - pairs + left.size()) / 2.0);
    }
}
