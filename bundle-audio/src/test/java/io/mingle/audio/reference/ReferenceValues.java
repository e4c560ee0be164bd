package io.mingle.audio.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.TensorEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * What the published reference implementation computed, as described in {@code
 * reference/README.md}.
 */
public final class ReferenceValues {

    private final SafetensorsHeader header;
    private final ByteBuffer bytes;

    private ReferenceValues(Path file) {
        header = SafetensorsHeader.read(file);
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a safetensors file below {@code reference/}. */
    public static ReferenceValues of(String file) {
        return new ReferenceValues(path(file));
    }

    /** Reads a JSON file below {@code reference/}. */
    public static JsonNode json(String file) {
        try {
            return new JsonMapper().readTree(path(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a file or folder below {@code reference/}. */
    public static Path path(String name) {
        URL found = ReferenceValues.class.getResource("/reference/" + name);
        if (found == null) {
            throw new IllegalArgumentException("There is no reference/" + name + ".");
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the values of a tensor stored as float32 or bfloat16. */
    public float[] floats(String name) {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw new IllegalArgumentException(header.file() + " has no " + name + ".");
        }
        int at = Math.toIntExact(entry.offset());
        float[] values = new float[(int) entry.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (entry.type()) {
                        case F32 -> bytes.getFloat(at + 4 * i);
                        case BF16 -> Float.intBitsToFloat(bytes.getShort(at + 2 * i) << 16);
                        default -> throw new IllegalArgumentException(name + " is no float");
                    };
        }
        return values;
    }

    /** Returns the features that the reference was given: random bytes, over 64. */
    public static float[] rows(long seed, int count) {
        return drawn(seed, count, 64);
    }

    /** Returns the waveform that the reference was given: loud, then quiet, then silent. */
    public static float[] sound(long seed, int count) {
        float[] sound = drawn(seed, count, 128);
        for (int i = count / 3; i < count; i++) {
            sound[i] = i < 2 * (count / 3) ? sound[i] / 4096 : 0;
        }
        return sound;
    }

    private static float[] drawn(long seed, int count, float scale) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = ((random.nextLong() >>> 56) - 128) / scale;
        }
        return values;
    }
}
