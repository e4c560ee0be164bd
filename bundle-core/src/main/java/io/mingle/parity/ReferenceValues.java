package io.mingle.parity;

import io.mingle.model.SafetensorsHeader;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.nn.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Tensors that the published implementation computed, as the {@code reference/README.md} of the
 * bundle that carries them describes.
 */
public final class ReferenceValues {

    private final SafetensorsHeader header;
    private final ByteBuffer bytes;

    private ReferenceValues(SafetensorsHeader header, byte[] bytes) {
        this.header = header;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads a safetensors file. */
    static ReferenceValues read(Path file) {
        try {
            return new ReferenceValues(SafetensorsHeader.read(file), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a safetensors file.
     *
     * @param owner a class of the bundle that carries it
     * @param name of the file below {@code reference/}
     */
    public static ReferenceValues of(Class<?> owner, String name) {
        try (InputStream in = open(owner, name)) {
            Path copy = Files.createTempFile("mingle-", ".safetensors");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return read(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a JSON file.
     *
     * @param owner a class of the bundle that carries it
     * @param name of the file below {@code reference/}
     */
    public static Facts facts(Class<?> owner, String name) {
        try (InputStream in = open(owner, name)) {
            return Facts.read(in, "reference/" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(Class<?> owner, String name) {
        InputStream in = owner.getResourceAsStream("/reference/" + name);
        if (in == null) {
            throw new IllegalArgumentException("There is no reference/" + name + ".");
        }
        return in;
    }

    /** Returns whether there is such a tensor. */
    public boolean has(String name) {
        return header.tensors().containsKey(name);
    }

    /**
     * Compares a stage of a network with what the reference has for it: in bfloat16 with {@code
     * INPUT.bf16.STAGE} by the noise that it makes against {@code INPUT.STAGE}, otherwise with the
     * latter.
     *
     * @param found computed in this precision, as float32
     * @return nothing if the reference has no such values
     */
    public Optional<Difference> compare(
            String input, String stage, Precision precision, float[] found) {
        String exact = input + "." + stage;
        if (precision == Precision.FLOAT32) {
            return has(exact)
                    ? Optional.of(Difference.float32(floats(exact), found))
                    : Optional.empty();
        }
        String rounded = input + ".bf16." + stage;
        return has(exact) && has(rounded)
                ? Optional.of(Difference.bfloat16(floats(rounded), floats(exact), found))
                : Optional.empty();
    }

    /** Returns the extent of each axis. */
    public long[] shape(String name) {
        return entry(name).shape();
    }

    /** Returns the values of a tensor stored as float32 or bfloat16, in row-major order. */
    public float[] floats(String name) {
        TensorEntry entry = entry(name);
        int at = Math.toIntExact(entry.offset());
        boolean wide = entry.type() == StoredType.F32;
        if (!wide && entry.type() != StoredType.BF16) {
            throw new IllegalArgumentException(name + " holds " + entry.type() + ".");
        }
        float[] values = new float[Math.toIntExact(entry.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    wide
                            ? bytes.getFloat(at + 4 * i)
                            : Float.intBitsToFloat(bytes.getShort(at + 2 * i) << 16);
        }
        return values;
    }

    /** Returns the values of a tensor stored as 64-bit integers, in row-major order. */
    public long[] longs(String name) {
        TensorEntry entry = entry(name);
        int at = Math.toIntExact(entry.offset());
        long[] values = new long[Math.toIntExact(entry.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getLong(at + 8 * i);
        }
        return values;
    }

    private TensorEntry entry(String name) {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw new IllegalArgumentException(header.file() + " has no " + name + ".");
        }
        return entry;
    }

    /**
     * Draws the input that the reference was given: bytes of {@link SplittableRandom}, from −128 to
     * 127, over {@code scale}.
     */
    public static float[] drawn(long seed, int count, float scale) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = ((random.nextLong() >>> 56) - 128) / scale;
        }
        return values;
    }
}
