package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.JsonFiles;
import io.mingle.core.internal.json.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of a configuration file. Each getter checks type and range and, when they do not fit,
 * names the key, what was found and what was expected. A key whose value is null counts as absent;
 * keys that nobody asks for are ignored.
 */
public final class ConfigSection {

    /** The longest side of a tensor that networks are made for. */
    public static final int MAX_SIZE = 1 << 20;

    private static final int MAX_ITEMS = 100_000;
    private static final long MAX_BYTES = 16L << 20;

    private final JsonNode node;
    private final String source;
    private final String path;

    /**
     * Reads a file.
     *
     * @param file holds one JSON object
     * @return all of it
     * @throws BrokenModelException if it is missing, too large, or not one JSON object
     */
    public static ConfigSection read(Path file) {
        return new ConfigSection(JsonFiles.readConfiguration(file, MAX_BYTES), file.toString(), "");
    }

    /**
     * Reads a text.
     *
     * @param json one JSON object
     * @param source where it stands, for messages, for example {@code config.json}
     * @return all of it
     * @throws BrokenModelException if it is not one JSON object
     */
    public static ConfigSection parse(String json, String source) {
        return new ConfigSection(JsonFiles.parse(json, source), source, "");
    }

    /**
     * @param node the object
     * @param source the file, for messages
     * @param path the key of the object in the file, empty for the file itself
     */
    private ConfigSection(JsonNode node, String source, String path) {
        this.node = node;
        this.source = source;
        this.path = path;
        if (!node.isObject()) {
            throw new BrokenModelException(
                    source + ": " + path + " should be an object, but " + found(node) + ".");
        }
    }

    /** Tells whether a key has a value other than null. */
    public boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** Returns the object of a key. */
    public ConfigSection section(String key) {
        return new ConfigSection(node.path(key), source, prefix() + key);
    }

    /** Returns a whole number of a range, both ends included. */
    public int whole(String key, int least, int most) {
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(key, "a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** Returns a whole number of a range, or another one where the key is absent. */
    public int whole(String key, int least, int most, int otherwise) {
        return has(key) ? whole(key, least, most) : otherwise;
    }

    /** Returns a number of a range, both ends included. */
    public double number(String key, double least, double most) {
        JsonNode value = node.path(key);
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw wrong(key, "a number from " + least + " to " + most);
        }
        return value.doubleValue();
    }

    /** Returns a number of a range, or another one where the key is absent. */
    public double number(String key, double least, double most, double otherwise) {
        return has(key) ? number(key, least, most) : otherwise;
    }

    /** Returns true or false, or what is given where the key is absent. */
    public boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.path(key).isBoolean()) {
            throw wrong(key, "true or false");
        }
        return node.path(key).booleanValue();
    }

    /** Returns a text, or another one where the key is absent. */
    public String text(String key, String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!node.path(key).isTextual()) {
            throw wrong(key, "a text");
        }
        return node.path(key).textValue();
    }

    /** Returns a list of whole numbers of a range. */
    public List<Integer> wholes(String key, int least, int most) {
        return wholes(
                key,
                node.path(key),
                least,
                most,
                "a list of whole numbers from " + least + " to " + most);
    }

    /** Returns a list of lists of as many whole numbers of a range each. */
    public List<List<Integer>> wholesOf(String key, int count, int least, int most) {
        String expected =
                "a list of lists of %s whole numbers from %s to %s each"
                        .formatted(count, least, most);
        JsonNode list = node.path(key);
        if (!list.isArray() || list.size() > MAX_ITEMS) {
            throw wrong(key, expected);
        }
        List<List<Integer>> rows = new ArrayList<>();
        for (JsonNode item : list) {
            List<Integer> row = wholes(key, item, least, most, expected);
            if (row.size() != count) {
                throw wrong(key, expected);
            }
            rows.add(row);
        }
        return List.copyOf(rows);
    }

    private List<Integer> wholes(String key, JsonNode list, int least, int most, String expected) {
        if (!list.isArray() || list.size() > MAX_ITEMS) {
            throw wrong(key, expected);
        }
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isIntegralNumber()
                    || !item.canConvertToInt()
                    || item.intValue() < least
                    || item.intValue() > most) {
                throw wrong(key, expected);
            }
            numbers.add(item.intValue());
        }
        return List.copyOf(numbers);
    }

    /** Returns a list of finite numbers of a given length. */
    public List<Double> numbers(String key, int count) {
        JsonNode list = node.path(key);
        List<Double> numbers = new ArrayList<>();
        for (JsonNode item : list) {
            if (item.isNumber() && Double.isFinite(item.doubleValue())) {
                numbers.add(item.doubleValue());
            }
        }
        if (!list.isArray() || list.size() != count || numbers.size() != count) {
            throw wrong(key, "a list of " + count + " numbers");
        }
        return List.copyOf(numbers);
    }

    /** Refuses all but a list that holds one text as often as is said. */
    public void requireEach(String key, String text, int count) {
        JsonNode list = node.path(key);
        boolean fits = list.isArray() && list.size() == count;
        for (JsonNode item : list) {
            fits &= item.isTextual() && item.textValue().equals(text);
        }
        if (!fits) {
            throw wrong(key, count + " times \"" + text + "\"");
        }
    }

    /** The element type that computations use; accepts {@code bfloat16}, {@code torch.bfloat16}. */
    public StoredType floatType(String key) {
        String name = text(key, "");
        return switch (name.startsWith("torch.") ? name.substring(6) : name) {
            case "bfloat16" -> StoredType.BF16;
            case "float16" -> StoredType.F16;
            case "float32" -> StoredType.F32;
            default -> throw wrong(key, "bfloat16, float16 or float32");
        };
    }

    /** Refuses a feature that published models leave off and the networks do not have. */
    public void refuse(String key) {
        if (flag(key, false)) {
            throw wrong(key, "false, because the networks of Mingle do not have this feature");
        }
    }

    /** An error about a key whose value has the right type but does not fit. */
    public BrokenModelException wrong(String key, String expected) {
        return new BrokenModelException(
                source
                        + ": "
                        + prefix()
                        + key
                        + " should be "
                        + expected
                        + ", but "
                        + found(node.path(key))
                        + ".");
    }

    /** Returns the object, for those of this package that look for what may have any form. */
    JsonNode node() {
        return node;
    }

    /** Returns the object of a key, which has another's value for a key that it lacks itself. */
    ConfigSection sectionInheriting(String key, String inherited) {
        JsonNode own = node.path(key);
        if (!own.isObject() || own.hasNonNull(inherited) || !has(inherited)) {
            return section(key);
        }
        ObjectNode both = own.deepCopy();
        both.set(inherited, node.get(inherited));
        return new ConfigSection(both, source, prefix() + key);
    }

    /** Returns the object as JSON. */
    @Override
    public String toString() {
        return node.toString();
    }

    private String prefix() {
        return path.isEmpty() ? "" : path + ".";
    }

    private static String found(JsonNode value) {
        return value.isMissingNode() ? "is missing" : "is " + Names.shorten(value.toString());
    }
}
