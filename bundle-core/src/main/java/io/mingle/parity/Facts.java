package io.mingle.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a JSON file says about reference values: an object, a list, or what stands in them.
 *
 * <p>Who asks for something that is not there, or of another kind, gets an {@link
 * IllegalArgumentException}: the files are part of the bundles that read them.
 */
public final class Facts implements Iterable<Facts> {

    private final JsonNode value;
    private final String where;

    private Facts(JsonNode value, String where) {
        this.value = value;
        this.where = where;
    }

    /**
     * Reads a file.
     *
     * @param in its bytes
     * @param name of it, for messages
     */
    public static Facts read(InputStream in, String name) {
        try {
            return new Facts(new JsonMapper().readTree(in), name);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read.", e);
        }
    }

    /** Returns whether there is such a member of an object. */
    public boolean has(String name) {
        return value.has(name);
    }

    /** Returns a member of an object. */
    public Facts get(String name) {
        return there(value.get(name), where + "/" + name);
    }

    /** Returns an element of a list. */
    public Facts get(int index) {
        return there(value.get(index), where + "/" + index);
    }

    private static Facts there(JsonNode value, String where) {
        if (value == null) {
            throw new IllegalArgumentException("There is no " + where + ".");
        }
        return new Facts(value, where);
    }

    /** Returns the names of an object's members, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Returns how many elements or members there are. */
    public int size() {
        return value.size();
    }

    /** Returns the elements of a list, or the values of an object's members. */
    public Stream<Facts> stream() {
        return StreamSupport.stream(value.spliterator(), false).map(it -> new Facts(it, where));
    }

    @Override
    public Iterator<Facts> iterator() {
        return stream().iterator();
    }

    /** Returns a number, or those of a list, lists within it one after the other. */
    public long[] longs() {
        return value.isArray()
                ? stream().flatMapToLong(it -> LongStream.of(it.longs())).toArray()
                : new long[] {longValue()};
    }

    /** Returns a whole number. */
    public int intValue() {
        return Math.toIntExact(longValue());
    }

    /** Returns a whole number. */
    public long longValue() {
        require(value.isIntegralNumber(), "whole number");
        return value.longValue();
    }

    /** Returns a number. */
    public double doubleValue() {
        require(value.isNumber(), "number");
        return value.doubleValue();
    }

    /** Returns the number that a member of an object is, or another one where there is none. */
    public double number(String name, double otherwise) {
        return has(name) ? get(name).doubleValue() : otherwise;
    }

    /** Returns a number, rounded to float32. */
    public float floatValue() {
        require(value.isNumber(), "number");
        return value.floatValue();
    }

    /** Returns the numbers of a list, rounded to float32. */
    public float[] floats() {
        float[] floats = new float[size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = get(i).floatValue();
        }
        return floats;
    }

    /** Returns a truth value. */
    public boolean booleanValue() {
        require(value.isBoolean(), "truth value");
        return value.booleanValue();
    }

    /** Returns whether it is a text. */
    public boolean isText() {
        return value.isTextual();
    }

    /** Returns a text. */
    public String textValue() {
        require(value.isTextual(), "text");
        return value.textValue();
    }

    /** Returns the bytes of a text in base64. */
    public byte[] binaryValue() {
        try {
            return value.binaryValue();
        } catch (IOException e) {
            throw new IllegalArgumentException(where + " is not in base64.", e);
        }
    }

    private void require(boolean fits, String kind) {
        if (!fits) {
            throw new IllegalArgumentException(where + " is no " + kind + ".");
        }
    }

    /** Returns the JSON. */
    @Override
    public String toString() {
        return value.toString();
    }
}
