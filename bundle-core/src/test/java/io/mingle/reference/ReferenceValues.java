package io.mingle.reference;

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

    public boolean has(String name) {
        return header.tensors().containsKey(name);
    }

    public long[] shape(String name) {
        return entry(name).shape();
    }

    /** Returns the values of a tensor stored as float32 or bfloat16. */
    public float[] floats(String name) {
        TensorEntry entry = entry(name);
        int at = Math.toIntExact(entry.offset());
        return switch (entry.type()) {
            case F32 -> {
                float[] values = new float[(int) entry.bytes() / 4];
                bytes.slice(at, (int) entry.bytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values);
                yield values;
            }
            case BF16 -> {
                float[] values = new float[(int) entry.bytes() / 2];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(bytes.getShort(at + 2 * i) << 16);
                }
                yield values;
            }
            default -> throw new IllegalArgumentException(name + " holds " + entry.type());
        };
    }

    /** Returns the values of a tensor stored as 64-bit integers. */
    public long[] longs(String name) {
        TensorEntry entry = entry(name);
        long[] values = new long[(int) entry.bytes() / 8];
        bytes.slice(Math.toIntExact(entry.offset()), (int) entry.bytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(values);
        return values;
    }

    /** Returns the numbers of a JSON list, lists within it one after the other. */
    public static long[] longs(JsonNode list) {
        return list.isArray()
                ? java.util.stream.StreamSupport.stream(list.spliterator(), false)
                        .flatMapToLong(n -> java.util.stream.LongStream.of(longs(n)))
                        .toArray()
                : new long[] {list.longValue()};
    }

    private TensorEntry entry(String name) {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw new IllegalArgumentException(header.file() + " has no " + name + ".");
        }
        return entry;
    }
}
