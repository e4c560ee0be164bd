package io.mingle.core.internal.runtime;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Tensor;

/** A tensor that libtorch holds, charged to its owner's account until it is closed. */
final class TorchTensor implements Tensor {

    private final PtNDArray array;
    private final DataType type;
    private final long[] shape;
    private final Runnable released;
    private boolean closed;

    TorchTensor(PtNDArray array, Runnable released) {
        this.array = array;
        this.type = type(array.getDataType());
        Shape shape = array.getShape();
        this.shape = shape.getShape();
        this.released = released;
    }

    /**
     * The library has no name for bfloat16, the only type it does not know that programs return.
     */
    static DataType type(ai.djl.ndarray.types.DataType type) {
        return switch (type) {
            case UINT8 -> DataType.UINT8;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case FLOAT16 -> DataType.FLOAT16;
            case FLOAT32 -> DataType.FLOAT32;
            case BOOLEAN -> DataType.BOOL;
            case BFLOAT16, UNKNOWN -> DataType.BFLOAT16;
            default -> throw new IllegalStateException("A program returned a tensor of " + type);
        };
    }

    PtNDArray array() {
        if (closed) {
            throw new IllegalStateException("This tensor is closed.");
        }
        return array;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public float[] floats() {
        require(DataType.FLOAT32);
        return array().toFloatArray();
    }

    @Override
    public long[] longs() {
        require(DataType.INT64);
        return array().toLongArray();
    }

    private void require(DataType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("This tensor holds " + type + ", not " + wanted + ".");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            array.close();
            released.run();
        }
    }
}
