package io.mingle.api.skill;

import io.mingle.api.content.Content;
import io.mingle.api.error.InvalidRequestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies JSON-like values, so that nobody can change them afterwards, and refuses all others. */
final class JsonLike {

    private static final int MAX_DEPTH = 64;

    /** The numbers that nobody can change; a class that extends one of them might let them. */
    private static final Set<Class<?>> NUMBERS =
            Set.of(
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    BigInteger.class,
                    BigDecimal.class);

    private JsonLike() {}

    static Map<String, Object> copy(Map<?, ?> values, String name) {
        return copy(values, name, 0);
    }

    private static Map<String, Object> copy(Map<?, ?> values, String path, int depth) {
        checkDepth(path, depth);
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new InvalidRequestException(
                        "The map "
                                + path
                                + " has the key "
                                + entry.getKey()
                                + ". Use strings as keys, as in JSON.");
            }
            copy.put(name, value(entry.getValue(), path + "." + name, depth + 1));
        }
        return Collections.unmodifiableMap(copy);
    }

    private static List<Object> copy(List<?> values, String path, int depth) {
        checkDepth(path, depth);
        List<Object> copy = new ArrayList<>(values.size());
        for (Object value : values) {
            copy.add(value(value, path + "[" + copy.size() + "]", depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Object value(Object value, String path, int depth) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Content) {
            return value;
        }
        if (NUMBERS.contains(value.getClass())) {
            return finite((Number) value, path);
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map, path, depth);
        }
        if (value instanceof List<?> list) {
            return copy(list, path, depth);
        }
        throw new InvalidRequestException(
                "The value at "
                        + path
                        + " is a "
                        + value.getClass().getName()
                        + ". Use strings, booleans, numbers such as Integer and Double, lists,"
                        + " maps, texts, pictures, sounds and videos.");
    }

    private static Number finite(Number number, String path) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new InvalidRequestException(
                    "The number at %s is %s, which is none or too large for JSON. Use one that is in the range of a double."
                            .formatted(path, number.doubleValue()));
        }
        return number;
    }

    private static void checkDepth(String path, int depth) {
        if (depth >= MAX_DEPTH) {
            throw new InvalidRequestException(
                    "The value at "
                            + path
                            + " is nested deeper than "
                            + MAX_DEPTH
                            + " levels. Flatten it.");
        }
    }
}
