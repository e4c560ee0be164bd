package io.mingle.trainer.internal.learn;

import io.mingle.nn.Parameter;
import io.mingle.nn.Sinusoids;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Fills the parameters of an untrained network, which has no moments yet. */
final class RandomStart implements Learner.State {

    private static final double EMBEDDING_SPREAD = 0.05;
    private static final double BRANCH_SHARE = 0.3;

    private final long seed;

    RandomStart(long seed) {
        this.seed = seed;
    }

    @Override
    public float[] of(String list, Parameter parameter) {
        return list.equals(Learner.WEIGHTS) || list.equals(Learner.AVERAGES)
                ? values(parameter)
                : Learner.zeros(list, parameter);
    }

    /** Returns the same values for the same seed and name, whatever else the network has. */
    float[] values(Parameter parameter) {
        float[] values = new float[Math.toIntExact(parameter.count())];
        switch (parameter.start()) {
            case ONES -> Arrays.fill(values, 1);
            case BRANCH_LENGTH -> Arrays.fill(values, (float) BRANCH_SHARE);
            case ZEROS -> Arrays.fill(values, 0);
            case SINUSOIDS -> sinusoids(parameter, values);
            case EMBEDDING -> fill(parameter, values, EMBEDDING_SPREAD);
            case PRODUCT -> fill(parameter, values, spread(parameter));
            case BRANCH_END -> fill(parameter, values, BRANCH_SHARE * spread(parameter));
        }
        return values;
    }

    /** Returns a start with which a layer passes on what comes in as it is, and yet can learn. */
    Learner.State idle() {
        return (list, parameter) ->
                parameter.start() == Parameter.Start.BRANCH_END
                        ? Learner.zeros(list, parameter)
                        : of(list, parameter);
    }

    private static void sinusoids(Parameter parameter, float[] values) {
        int rows = Math.toIntExact(parameter.shape()[0]);
        int width = Math.toIntExact(parameter.shape()[1]);
        System.arraycopy(Sinusoids.table(rows, width), 0, values, 0, values.length);
    }

    /** One over the root of the number of inputs keeps the size of what passes through. */
    private static double spread(Parameter parameter) {
        return 1 / Math.sqrt((double) parameter.count() / parameter.shape()[0]);
    }

    private void fill(Parameter parameter, float[] values, double spread) {
        RandomGenerator random = new SplittableRandom(seed ^ parameter.name().hashCode());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * spread);
        }
    }
}
