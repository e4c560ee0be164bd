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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a training's state, to go on from.
 *
 * @param updates of the training that wrote it
 * @param advice what to do where it belongs to another model
 */
record SavedState(SafetensorsHeader header, long updates, String advice) implements Learner.State {

    private static final Pattern LAYER = Pattern.compile("(.*\\.(?:blocks|layers)\\.)(\\d+)\\.");

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

    /**
     * Reads a tensor. States had no counts once: each update went into all moments then, with a
     * gradient or without.
     */
    @Override
    public float[] of(String list, Parameter parameter) {
        TensorEntry entry = header.tensors().get(list + "." + parameter.name());
        if (entry == null && list.equals(Learner.COUNTS)) {
            return new float[] {updates};
        }
        float[] values = Learner.zeros(list, parameter);
        long bytes = (long) values.length * Float.BYTES;
        if (entry == null || entry.type() != StoredType.F32 || entry.bytes() != bytes) {
            throw new BrokenModelException(
                    "The training state %s does not hold %s of tensor %s as float32 of %s bytes. It belongs to another model; %s."
                            .formatted(header.file(), list, parameter.name(), bytes, advice));
        }
        read(entry).asFloatBuffer().get(values);
        return values;
    }

    /**
     * Tells whether a parameter is of a layer that the state lacks, though it has others of them.
     */
    boolean lacksLayerOf(Parameter parameter) {
        Matcher layer = LAYER.matcher(parameter.name());
        if (!layer.lookingAt()) {
            return false;
        }
        int number = Integer.parseInt(layer.group(2));
        return !has(layer.group(1), number) && has(layer.group(1), 0);
    }

    private boolean has(String layers, int number) {
        String prefix = Learner.WEIGHTS + "." + layers + number + ".";
        return header.tensors().keySet().stream().anyMatch(name -> name.startsWith(prefix));
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
