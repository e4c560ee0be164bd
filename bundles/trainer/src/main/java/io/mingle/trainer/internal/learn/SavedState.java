package io.mingle.trainer.internal.learn;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.nn.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The file of a training's state, to go on from, or that of a model, which has weights alone.
 *
 * @param updates of the training that wrote it
 * @param advice what to do where it belongs to another model
 */
record SavedState(SafetensorsHeader header, long updates, String advice) implements Learner.State {

    /**
     * Reads the header.
     *
     * @throws BrokenModelException if it is damaged
     */
    static SavedState of(Path file, String advice) {
        SafetensorsHeader header = SafetensorsHeader.read(file);
        long updates = Checkpoint.number(header.metadata(), Checkpoint.UPDATES, file);
        return new SavedState(header, updates, advice);
    }

    /** Returns the name of what a list has of a parameter. */
    static String key(String list, Parameter parameter) {
        return list + "." + parameter.name();
    }

    /** Returns what a list has of a parameter; null for nothing. */
    TensorEntry entry(String list, Parameter parameter) {
        TensorEntry own = header.tensors().get(key(list, parameter));
        return own == null && list.equals(Learner.WEIGHTS)
                ? header.tensors().get(parameter.name())
                : own;
    }

    /** Tells whether it has weights of some parameter. */
    boolean hasAnyOf(List<Parameter> parameters) {
        return parameters.stream().anyMatch(it -> entry(Learner.WEIGHTS, it) != null);
    }

    /**
     * Reads a tensor. States had no counts once: each update went into all moments then, with a
     * gradient or without. An average that was not kept begins with the weights.
     */
    @Override
    public float[] of(String list, Parameter parameter) {
        TensorEntry entry = header.tensors().get(key(list, parameter));
        if (entry == null && list.equals(Learner.COUNTS)) {
            return new float[] {updates};
        }
        if (entry == null && list.equals(Learner.AVERAGES)) {
            return of(Learner.WEIGHTS, parameter);
        }
        long[] shape = Learner.shape(list, parameter);
        if (entry == null
                || entry.type() != StoredType.F32
                || !Arrays.equals(entry.shape(), shape)) {
            throw refusal(list, parameter);
        }
        return values(entry);
    }

    BrokenModelException refusal(String list, Parameter parameter) {
        return new BrokenModelException(
                "The training state %s does not hold %s of tensor %s as float32 of shape %s. It belongs to another model; %s."
                        .formatted(
                                header.file(),
                                list,
                                parameter.name(),
                                Arrays.toString(Learner.shape(list, parameter)),
                                advice));
    }

    /**
     * Reads all elements of a tensor.
     *
     * @throws BrokenModelException if they are neither float32 nor bfloat16
     */
    float[] values(TensorEntry entry) {
        float[] values = new float[Math.toIntExact(entry.elements())];
        ByteBuffer bytes = read(entry);
        switch (entry.type()) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
                }
            }
            default ->
                    throw new BrokenModelException(
                            "The file %s holds the tensor %s as %s, and a training begins with float32 or bfloat16; %s."
                                    .formatted(header.file(), entry.name(), entry.type(), advice));
        }
        return values;
    }

    private ByteBuffer read(TensorEntry entry) {
        Path file = header.file();
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(entry.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()
                    && channel.read(buffer, entry.offset() + buffer.position()) >= 0) {
                continue;
            }
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("The reading of " + file + " was interrupted.", e);
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The training state %s cannot be read (%s). Check that it may be read and that its disk is well."
                            .formatted(file, e),
                    e);
        }
        return buffer.flip();
    }
}
