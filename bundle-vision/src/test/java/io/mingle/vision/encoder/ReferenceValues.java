package io.mingle.vision.encoder;

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
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * What the published reference implementation computed, as described in {@code
 * reference/README.md}.
 */
final class ReferenceValues {

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
    static ReferenceValues of(String file) {
        return new ReferenceValues(path(file));
    }

    /** Reads a JSON file below {@code reference/}. */
    static JsonNode json(String file) {
        try {
            return new JsonMapper().readTree(path(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a file or folder below {@code reference/}. */
    static Path path(String name) {
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

    boolean has(String name) {
        return header.tensors().containsKey(name);
    }

    /** Returns the values of a tensor stored as float32 or bfloat16. */
    float[] floats(String name) {
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

    /** Returns the numbers of a JSON list, lists within it one after the other. */
    static long[] longs(JsonNode list) {
        return list.isArray()
                ? StreamSupport.stream(list.spliterator(), false)
                        .flatMapToLong(n -> LongStream.of(longs(n)))
                        .toArray()
                : new long[] {list.longValue()};
    }

    /** Returns the patches that the reference was given: the same random bytes, over 64. */
    static float[] rows(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] rows = new float[count];
        for (int i = 0; i < count; i++) {
            rows[i] = ((random.nextLong() >>> 56) - 128) / 64f;
        }
        return rows;
    }
}
