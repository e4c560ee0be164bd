package io.mingle.tensor;

/**
 * An owned handle of an array on the device.
 *
 * <p>It belongs to the bundle whose {@link TensorRuntime} made it and is freed by {@link #close()},
 * at the latest when that bundle stops. Handles may be passed between threads; contents are read
 * and written by programs, one step at a time.
 */
public interface Tensor extends AutoCloseable {

    DataType type();

    /** Returns the extent of each axis, outermost first; a scalar has none. */
    long[] shape();

    /** Returns the bytes that the elements take. */
    default long bytes() {
        return type().bytes(shape());
    }

    /**
     * Copies the elements out in row-major order.
     *
     * @throws IllegalStateException if this is not a {@link DataType#FLOAT32} tensor or is closed
     */
    float[] floats();

    /**
     * Copies the elements out in row-major order.
     *
     * @throws IllegalStateException if this is not an {@link DataType#INT64} tensor or is closed
     */
    long[] longs();

    /** Frees the elements; a second call has no effect. */
    @Override
    void close();
}
