package io.mingle.gui.episode;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code tf.train.Example}: lists by name, of bytes, of floats or of whole numbers. Its protocol
 * buffers are those of TensorFlow's {@code feature.proto}.
 *
 * @param features the lists; members are {@link ByteBuffer}, {@link Float} or {@link Long}
 */
record Example(Map<String, List<?>> features) {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /** What is done with a field of a message. */
    private interface Field {
        void read(int number, int wire, ByteBuffer in) throws IOException;
    }

    /**
     * Reads one.
     *
     * @throws IOException if the bytes are none
     */
    static Example of(byte[] bytes) throws IOException {
        Map<String, List<?>> features = new HashMap<>();
        try {
            fields(
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN),
                    (number, wire, in) -> {
                        if (number == 1 && wire == BYTES) {
                            fields(in, (inner, its, entry) -> feature(inner, its, entry, features));
                        }
                    });
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("a record is no example", e);
        }
        return new Example(features);
    }

    private static void feature(
            int number, int wire, ByteBuffer entry, Map<String, List<?>> features)
            throws IOException {
        if (number != 1 || wire != BYTES) {
            return;
        }
        String[] name = {""};
        List<Object> values = new ArrayList<>();
        fields(
                entry,
                (field, its, in) -> {
                    if (field == 1 && its == BYTES) {
                        name[0] = StandardCharsets.UTF_8.decode(in).toString();
                    } else if (field == 2 && its == BYTES) {
                        fields(in, (kind, list, all) -> values(kind, list, all, values));
                    }
                });
        features.put(name[0], values);
    }

    /** Numbers may be packed into one field, or have one each. */
    private static void values(int kind, int wire, ByteBuffer list, List<Object> values)
            throws IOException {
        if (wire != BYTES) {
            return;
        }
        fields(
                list,
                (number, its, in) -> {
                    if (number != 1) {
                        return;
                    }
                    switch (kind) {
                        case 1 -> values.add(in.slice());
                        case 2 -> {
                            while (in.hasRemaining()) {
                                values.add(in.getFloat());
                            }
                        }
                        case 3 -> {
                            while (in.hasRemaining()) {
                                values.add(varint(in));
                            }
                        }
                        default -> {
                            // Another kind than the three that there are.
                        }
                    }
                });
    }

    /** Calls for each field with a buffer that has its value alone. */
    private static void fields(ByteBuffer in, Field field) throws IOException {
        while (in.hasRemaining()) {
            long tag = varint(in);
            int wire = (int) (tag & 7);
            int from = in.position();
            long length =
                    switch (wire) {
                        case VARINT -> {
                            varint(in);
                            yield in.position() - from;
                        }
                        case FIXED64 -> 8;
                        case FIXED32 -> 4;
                        case BYTES -> {
                            long its = varint(in);
                            from = in.position();
                            yield its;
                        }
                        default -> throw new IOException("a record is no example");
                    };
            if (length < 0 || length > in.limit() - from) {
                throw new BufferUnderflowException();
            }
            ByteBuffer value = in.slice(from, (int) length).order(ByteOrder.LITTLE_ENDIAN);
            in.position(from + (int) length);
            field.read((int) (tag >>> 3), wire, value);
        }
    }

    private static long varint(ByteBuffer in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a record is no example");
    }

    boolean has(String name) {
        return features.containsKey(name);
    }

    /** Returns a list; empty if there is none of that name. */
    List<?> list(String name) {
        return features.getOrDefault(name, List.of());
    }

    /** Returns the first of a list as a text; null if there is none. */
    String text(String name) {
        List<?> all = list(name);
        return all.isEmpty() ? null : text(all.get(0));
    }

    /** Returns the first of a list as a number; 0 if there is none. */
    int number(String name) {
        return !list(name).isEmpty() && list(name).get(0) instanceof Long number
                ? number.intValue()
                : 0;
    }

    /** Returns a member of a list as a text. */
    static String text(Object value) {
        return value instanceof ByteBuffer bytes
                ? StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()
                : value.toString();
    }

    /** Returns a member of a list as bytes; none of a number. */
    static byte[] bytes(Object value) {
        if (!(value instanceof ByteBuffer buffer)) {
            return new byte[0];
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
