package io.mingle.vision.picture;

import io.mingle.api.error.ContentTooLargeException;

/**
 * Which source samples make up each target sample of one resize pass, and with what weight.
 *
 * <p>Weights are computed and normalised to a sum of 1 in {@code double}, then rounded (halves away
 * from zero) to fixed point with {@value #BITS} fractional bits. Target sample i is the sum over j
 * &lt; {@code counts[i]} of {@code weights[i * stride + j] * source[firsts[i] + j]}.
 */
final class Taps {

    /** Fractional bits of a weight: 32 less 8 for the sample and 2 for overshoot and sign. */
    static final int BITS = 22;

    private final int stride;
    private final int[] firsts;
    private final int[] counts;
    private final int[] weights;

    private Taps(int stride, int[] firsts, int[] counts, int[] weights) {
        this.stride = stride;
        this.firsts = firsts;
        this.counts = counts;
        this.weights = weights;
    }

    static Taps of(int sourceLength, int targetLength, Filter filter) {
        double scale = (double) sourceLength / targetLength;
        double widening = Math.max(scale, 1);
        double support = filter.support() * widening;
        double narrowing = 1 / widening;
        int stride = (int) Math.min(sourceLength, 2 * (long) Math.ceil(support) + 1);
        int[] firsts = new int[targetLength];
        int[] counts = new int[targetLength];
        int[] weights = new int[length(sourceLength, targetLength, stride)];
        double[] exact = new double[stride];
        for (int i = 0; i < targetLength; i++) {
            double centre = (i + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int count = Math.min(sourceLength, (int) (centre + support + 0.5)) - first;
            double sum = 0;
            for (int j = 0; j < count; j++) {
                exact[j] = filter.weight((j + first - centre + 0.5) * narrowing);
                sum += exact[j];
            }
            for (int j = 0; j < count; j++) {
                weights[i * stride + j] = fixedPoint(sum == 0 ? exact[j] : exact[j] / sum);
            }
            firsts[i] = first;
            counts[i] = count;
        }
        return new Taps(stride, firsts, counts, weights);
    }

    int stride() {
        return stride;
    }

    int first(int target) {
        return firsts[target];
    }

    int count(int target) {
        return counts[target];
    }

    /** The weights themselves, {@code [target, stride]}; not to be written to. */
    int[] weights() {
        return weights;
    }

    private static int length(int sourceLength, int targetLength, int stride) {
        long length = (long) stride * targetLength;
        if (length > Integer.MAX_VALUE - 8) {
            throw new ContentTooLargeException(
                    "A resize from "
                            + sourceLength
                            + " to "
                            + targetLength
                            + " pixels was asked for, which takes "
                            + length
                            + " weights; the limit is "
                            + (Integer.MAX_VALUE - 8)
                            + ". Ask for a smaller size.");
        }
        return (int) length;
    }

    private static int fixedPoint(double weight) {
        double scaled = weight * (1 << BITS);
        return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
    }
}
