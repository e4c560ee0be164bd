package io.mingle.gui.episode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code tf.train.Example}: lists by name, of bytes, of floats or of whole numbers. Its protocol
 * buffers are those of TensorFlow's {@code feature.proto}.
 *
 * @param features the lists; members are {@link ByteString}, {@link Float} or {@link Long}
 */
record Example(Map<String, List<?>> features) {

    private static final int BYTES = 1;
    private static final int FLOATS = 2;
    private static final int NUMBERS = 3;

    /**
     * Reads one.
     *
     * @throws IOException if the bytes are none
     */
    static Example of(byte[] bytes) throws IOException {
        Map<String, List<?>> features = new HashMap<>();
        for (ByteString all : inner(UnknownFieldSet.parseFrom(bytes), 1)) {
            for (ByteString entry : inner(UnknownFieldSet.parseFrom(all), 1)) {
                UnknownFieldSet named = UnknownFieldSet.parseFrom(entry);
                for (ByteString name : inner(named, 1)) {
                    features.put(name.toStringUtf8(), values(named));
                }
            }
        }
        return new Example(features);
    }

    private static List<ByteString> inner(UnknownFieldSet message, int number) {
        return message.getField(number).getLengthDelimitedList();
    }

    private static List<Object> values(UnknownFieldSet named) throws IOException {
        List<Object> values = new ArrayList<>();
        for (ByteString feature : inner(named, 2)) {
            UnknownFieldSet kinds = UnknownFieldSet.parseFrom(feature);
            for (ByteString list : inner(kinds, BYTES)) {
                values.addAll(inner(UnknownFieldSet.parseFrom(list), 1));
            }
            for (ByteString list : inner(kinds, FLOATS)) {
                floats(UnknownFieldSet.parseFrom(list).getField(1), values);
            }
            for (ByteString list : inner(kinds, NUMBERS)) {
                numbers(UnknownFieldSet.parseFrom(list).getField(1), values);
            }
        }
        return values;
    }

    /** They may be packed into one field, or have one each. */
    private static void floats(Field field, List<Object> values) {
        field.getFixed32List().forEach(it -> values.add(Float.intBitsToFloat(it)));
        for (ByteString packed : field.getLengthDelimitedList()) {
            ByteBuffer in = packed.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            while (in.remaining() >= Float.BYTES) {
                values.add(in.getFloat());
            }
        }
    }

    /** As well. */
    private static void numbers(Field field, List<Object> values) throws IOException {
        values.addAll(field.getVarintList());
        for (ByteString packed : field.getLengthDelimitedList()) {
            CodedInputStream in = packed.newCodedInput();
            while (!in.isAtEnd()) {
                values.add(in.readInt64());
            }
        }
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
        return value instanceof ByteString bytes ? bytes.toStringUtf8() : value.toString();
    }

    /** Returns a member of a list as bytes; none of a number. */
    static byte[] bytes(Object value) {
        return value instanceof ByteString bytes ? bytes.toByteArray() : new byte[0];
    }
}
