package io.mingle.api.skill;

import io.mingle.api.content.Content;
import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies JSON-like values, so that nobody can change them afterwards, and refuses all others. */
final class JsonLike {

    private static final int MAX_DEPTH = 64;

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
                || value instanceof Number number && Double.isFinite(number.doubleValue())
                || value instanceof Content) {
            return value;
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
                        + ". Use strings, booleans, numbers, lists, maps, texts, pictures,"
                        + " sounds and videos.");
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
