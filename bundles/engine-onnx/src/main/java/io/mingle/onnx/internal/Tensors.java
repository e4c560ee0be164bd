package io.mingle.onnx.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.mingle.api.graph.GraphTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tensors of ours and those of ONNX Runtime. */
final class Tensors {

    /** More than anything that is asked of a graph has, all of its outputs together. */
    static final long MOST_VALUES = 64 << 20;

    private Tensors() {}

    /** Returns the type of a tensor's values, in the words of ONNX. */
    static String type(GraphTensor tensor) {
        if (tensor instanceof GraphTensor.Floats) {
            return "FLOAT";
        }
        return tensor instanceof GraphTensor.Ints ? "INT32" : "INT64";
    }

    /** Copies a tensor to where ONNX Runtime reads it; the copy is the caller's to close. */
    static OnnxTensor fed(OrtEnvironment environment, GraphTensor tensor) throws OrtException {
        long[] shape = tensor.shape().stream().mapToLong(it -> it).toArray();
        if (tensor instanceof GraphTensor.Floats floats) {
            ByteBuffer bytes = direct(floats.values().length * (long) Float.BYTES);
            return OnnxTensor.createTensor(
                    environment, bytes.asFloatBuffer().put(floats.values()).flip(), shape);
        }
        if (tensor instanceof GraphTensor.Ints ints) {
            ByteBuffer bytes = direct(ints.values().length * (long) Integer.BYTES);
            return OnnxTensor.createTensor(
                    environment, bytes.asIntBuffer().put(ints.values()).flip(), shape);
        }
        long[] values = ((GraphTensor.Longs) tensor).values();
        ByteBuffer bytes = direct(values.length * (long) Long.BYTES);
        return OnnxTensor.createTensor(environment, bytes.asLongBuffer().put(values).flip(), shape);
    }

    private static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    /**
     * Copies a tensor that was made; nothing if it is none of numbers that are known, or large.
     *
     * @param most how many values it may have
     */
    static Optional<GraphTensor> read(OnnxValue value, long most) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            return Optional.empty();
        }
        TensorInfo info = tensor.getInfo();
        List<Long> shape = Arrays.stream(info.getShape()).boxed().toList();
        if (count(shape) > most) {
            return Optional.empty();
        }
        return switch (info.type) {
            case FLOAT ->
                    Optional.of(new GraphTensor.Floats(shape, tensor.getFloatBuffer().array()));
            case INT32 -> Optional.of(new GraphTensor.Ints(shape, tensor.getIntBuffer().array()));
            case INT64 -> Optional.of(new GraphTensor.Longs(shape, tensor.getLongBuffer().array()));
            default -> Optional.empty();
        };
    }

    /** Returns how many values a shape has, or that they are far too many. */
    static long count(List<Long> shape) {
        long count = 1;
        for (long size : shape) {
            count = size < 0 || size > MOST_VALUES ? Long.MAX_VALUE : count * size;
            if (count > MOST_VALUES) {
                return Long.MAX_VALUE;
            }
        }
        return count;
    }
}
