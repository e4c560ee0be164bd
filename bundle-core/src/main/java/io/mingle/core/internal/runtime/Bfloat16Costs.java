package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDManager;
import io.mingle.tensor.Operation;

/**
 * What arithmetic in bfloat16 costs on a processor, by what is computed: a library may have a good
 * kernel for products and none for convolutions.
 */
record Bfloat16Costs(Bfloat16Cost product, Bfloat16Cost convolution) {

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
}
