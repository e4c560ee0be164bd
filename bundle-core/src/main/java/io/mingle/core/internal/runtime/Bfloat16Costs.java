package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDManager;
import io.mingle.tensor.Operation;

/**
 * What arithmetic in bfloat16 costs on a processor, by what is computed: a library may have a good
 * kernel for products and none for convolutions.
 */
record Bfloat16Costs(Bfloat16Cost product, Bfloat16Cost convolution) {

    /**
     * Above it, widening the weights first is worth its time: that is between the measured 2 and 4.
     */
    private static final double SLOW_PRODUCT = 3;

    /**
     * The same of convolutions, which use a widened weight at each place: with AVX512-BF16 and
     * without AMX they take 1.4 times as long as in float32, and longer if widened; with AVX-512
     * alone 2.6 to 3 times, and half of that if widened.
     */
    private static final double SLOW_CONVOLUTION = 2;

    /** Measures both; on the device's thread, and with no other. */
    static Bfloat16Costs measure(Tools tools, PtNDManager manager) {
        return new Bfloat16Costs(
                Bfloat16Cost.measure(type -> tools.timeMultiply(manager, type)),
                Bfloat16Cost.measure(type -> tools.timeConvolve(manager, type)));
    }

    /** Returns the cost of an operation; attention is made of products. */
    Bfloat16Cost of(Operation operation) {
        return switch (operation) {
            case ROW_PRODUCT, PRODUCT, ATTENTION -> product;
            case CONVOLUTION -> convolution;
        };
    }

    /** Returns whether float32 is so much faster that it pays to convert. */
    boolean isSlow(Operation operation) {
        double limit = operation == Operation.CONVOLUTION ? SLOW_CONVOLUTION : SLOW_PRODUCT;
        return of(operation).ratio() > limit;
    }
}
