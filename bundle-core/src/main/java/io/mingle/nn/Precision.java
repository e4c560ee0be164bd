package io.mingle.nn;

import io.mingle.model.StoredType;
import io.mingle.tensor.DataType;

/**
 * Says in which type a network keeps its weights, multiplies, and adds up its residual stream.
 *
 * <p>This is the row of the kernel table: a new format is a new constant here and its kernels in
 * {@link Kernels}, and no change to any network.
 */
public enum Precision {
    /** Everything in float32. */
    FLOAT32(DataType.FLOAT32, DataType.FLOAT32, DataType.FLOAT32),
    /** As the published model runs: everything in bfloat16, norms and softmax in float32. */
    BFLOAT16(DataType.BFLOAT16, DataType.BFLOAT16, DataType.BFLOAT16),
    /** For training: float32 weights and residual stream, products in bfloat16. */
    MIXED(DataType.FLOAT32, DataType.BFLOAT16, DataType.FLOAT32);

    private final DataType weights;
    private final DataType activations;
    private final DataType residual;

    Precision(DataType weights, DataType activations, DataType residual) {
        this.weights = weights;
        this.activations = activations;
        this.residual = residual;
    }

    /**
     * Returns the precision in which a checkpoint runs.
     *
     * @param type the type for computing that its configuration names
     */
    public static Precision of(StoredType type) {
        return type == StoredType.BF16 ? BFLOAT16 : FLOAT32;
    }

    /** Returns the type in which weights are held. */
    public DataType weights() {
        return weights;
    }

    /** Returns the type of what enters and leaves a product, and of queries, keys and values. */
    public DataType activations() {
        return activations;
    }

    /** Returns the type of the stream that layers add to. */
    public DataType residual() {
        return residual;
    }
}
