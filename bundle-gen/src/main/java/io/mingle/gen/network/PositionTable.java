package io.mingle.gen.network;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Sinusoids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The positions of patches, of which a picture gets the middle (spec of the published model, image
 * generation, section 5.1).
 *
 * <p>A checkpoint holds a table of {@code posEmbedMaxSize²} positions for the noise and one for the
 * reference, which may take a gigabyte; of these only the rows of the picture are ever read.
 */
public final class PositionTable {

    /** Which of the two tables. */
    public enum Of {
        NOISE("pos_embed"),
        REFERENCE("ref_pos_embed");

        private final String scope;

        Of(String scope) {
            this.scope = scope;
        }

        private String tensor() {
            return scope + "." + NAME;
        }
    }

    private static final String NAME = "pos_embed";

    private final DiffusionConfig config;
    private final SafetensorsIndex stored;

    private PositionTable(DiffusionConfig config, SafetensorsIndex stored) {
        this.config = config;
        this.stored = stored;
    }

    /** Declares the tables, for those who list or write all tensors of a checkpoint. */
    public static void declare(DiffusionConfig config, Scope scope) {
        long places = (long) config.posEmbedMaxSize() * config.posEmbedMaxSize();
        for (Of table : Of.values()) {
            if (table == Of.NOISE || config.doublePatchify()) {
                scope.at(table.scope).weight(NAME, Role.TABLE, 1, places, config.innerDim());
            }
        }
    }

    /** Returns the tables of a checkpoint. */
    public static PositionTable of(DiffusionConfig config, SafetensorsIndex stored) {
        return new PositionTable(config, stored);
    }

    /** Returns the tables as the published formula has them, for training. */
    public static PositionTable computed(DiffusionConfig config) {
        return new PositionTable(config, null);
    }

    /**
     * Returns the positions of a picture.
     *
     * @param rows of patches
     * @param columns of patches
     * @return [rows · columns, states], row by row
     * @throws InvalidRequestException if the picture is larger than the table
     * @throws BrokenModelException if the checkpoint has no such table
     * @throws CancelledException if the thread is interrupted
     */
    public float[] middle(Of table, int rows, int columns) {
        int side = config.posEmbedMaxSize();
        if (rows > side || columns > side) {
            throw new InvalidRequestException(
                    "A picture of %s x %s patches was asked for, and the model has positions for %s x %s. Ask for a smaller one."
                            .formatted(columns, rows, side, side));
        }
        if (stored == null) {
            int base = config.sampleSize() / config.patchSize();
            return Sinusoids.grid(rows, columns, side, base, config.innerDim());
        }
        Of existing = config.doublePatchify() ? table : Of.NOISE;
        return read(stored.entry(existing.tensor()), rows, columns);
    }

    private float[] read(TensorEntry entry, int rows, int columns) {
        int side = config.posEmbedMaxSize();
        int states = config.innerDim();
        if (entry.elements() != (long) side * side * states) {
            throw new BrokenModelException(
                    "%s has the shape %s, and transformer/config.json asks for %s x %s positions of %s values."
                            .formatted(
                                    entry.name(),
                                    Arrays.toString(entry.shape()),
                                    side,
                                    side,
                                    states));
        }
        int top = (side - rows) / 2;
        int left = (side - columns) / 2;
        int size = entry.type().bytes();
        float[] middle = new float[Math.multiplyExact(rows * columns, states)];
        ByteBuffer line =
                ByteBuffer.allocate(columns * states * size).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
            for (int row = 0; row < rows; row++) {
                long place = (long) (top + row) * side + left;
                fill(line, file, entry.offset() + place * states * size);
                int at = row * columns * states;
                for (int i = 0; i < columns * states; i++) {
                    middle[at + i] = value(line, entry.type());
                }
            }
        } catch (ClosedByInterruptException e) {
            // Still marked as interrupted; nothing is wrong with the file.
            throw new CancelledException(
                    "The positions of patches were not read: who wanted them was interrupted.", e);
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The positions of patches, %s in %s, cannot be read: %s."
                            .formatted(entry.name(), entry.file(), e.getMessage()),
                    e);
        }
        return middle;
    }

    private static void fill(ByteBuffer line, FileChannel file, long from) throws IOException {
        line.clear();
        while (line.hasRemaining()) {
            if (file.read(line, from + line.position()) < 0) {
                throw new IOException("the file ends too early");
            }
        }
        line.flip();
    }

    private static float value(ByteBuffer line, StoredType type) {
        return switch (type) {
            case F32 -> line.getFloat();
            case BF16 -> Float.intBitsToFloat(line.getShort() << 16);
            default ->
                    throw new BrokenModelException(
                            "The positions of patches are stored as %s. Store them as F32 or BF16."
                                    .formatted(type));
        };
    }
}
