package io.mingle.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.JsonFiles;
import io.mingle.core.internal.json.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the JSON of a safetensors header into declarations whose lengths agree with themselves. */
final class HeaderParser {

    private static final String METADATA = "__metadata__";
    private static final int MAX_RANK = 16;
    private static final int MAX_TENSORS = 1_000_000;

    /** A tensor as declared; begin and end count from the first byte of data. */
    record Declared(String name, StoredType type, long[] shape, long begin, long end) {}

    record Parsed(List<Declared> tensors, Map<String, String> metadata) {}

    private final Path file;
    private final JsonParser json;
    private final List<Declared> tensors = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private HeaderParser(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    static Parsed parse(Path file, byte[] header) {
        try (JsonParser json = JsonFiles.stream(new ByteArrayInputStream(header))) {
            HeaderParser parser = new HeaderParser(file, json);
            parser.readAll();
            return new Parsed(parser.tensors, parser.metadata);
        } catch (IOException e) {
            throw new BrokenModelException(
                    file + ": the header is not valid JSON: " + JsonFiles.reason(e) + ".", e);
        }
    }

    private void readAll() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw broken("the header should be a JSON object, but is " + found() + ".");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!names.add(name)) {
                throw broken("the header names " + Names.quote(name) + " twice.");
            }
            json.nextToken();
            if (name.equals(METADATA)) {
                readMetadata();
            } else {
                tensors.add(readTensor(name));
            }
            if (tensors.size() > MAX_TENSORS) {
                throw broken("the header names more than " + MAX_TENSORS + " tensors.");
            }
        }
        if (json.nextToken() != null) {
            throw broken("text follows the JSON object of the header.");
        }
    }

    private void readMetadata() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw broken(METADATA + " should be a JSON object of texts, but is " + found() + ".");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw broken(
                        METADATA
                                + "."
                                + Names.shorten(key)
                                + " should be a text, but is "
                                + found()
                                + ".");
            }
            if (metadata.put(key, json.getText()) != null) {
                throw broken(METADATA + " names " + Names.quote(key) + " twice.");
            }
        }
    }

    private Declared readTensor(String name) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw broken(name, "should be described by a JSON object, but is " + found());
        }
        StoredType type = null;
        long[] shape = null;
        long[] offsets = null;
        Set<String> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (!seen.add(key)) {
                throw broken(name, "has " + Names.quote(key) + " twice");
            }
            json.nextToken();
            switch (key) {
                case "dtype" -> type = readType(name);
                case "shape" -> shape = readNumbers(name, "shape", MAX_RANK);
                case "data_offsets" -> offsets = readNumbers(name, "data_offsets", 2);
                default -> json.skipChildren();
            }
        }
        if (type == null || shape == null || offsets == null) {
            String missing = type == null ? "dtype" : shape == null ? "shape" : "data_offsets";
            throw broken(name, "has no " + missing);
        }
        return declared(name, type, shape, offsets);
    }

    private Declared declared(String name, StoredType type, long[] shape, long[] offsets) {
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw broken(
                    name,
                    "has data_offsets "
                            + Arrays.toString(offsets)
                            + ", expected [begin, end] with begin not after end");
        }
        long needed = bytes(name, type, shape);
        long length = offsets[1] - offsets[0];
        if (needed != length) {
            throw broken(
                    name,
                    "has shape "
                            + Arrays.toString(shape)
                            + " of "
                            + type
                            + ", which needs "
                            + needed
                            + " bytes, but its data_offsets "
                            + Arrays.toString(offsets)
                            + " hold "
                            + length);
        }
        return new Declared(name, type, shape, offsets[0], offsets[1]);
    }

    private long bytes(String name, StoredType type, long[] shape) {
        try {
            long product = type.bytes();
            for (long dimension : shape) {
                product = Math.multiplyExact(product, dimension);
            }
            return product;
        } catch (ArithmeticException e) {
            throw broken(name, "has shape " + Arrays.toString(shape) + ", which is too large");
        }
    }

    private StoredType readType(String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw broken(name, "should have a text as dtype, but it is " + found());
        }
        String type = json.getText();
        return StoredType.named(type)
                .orElseThrow(
                        () ->
                                broken(
                                        name,
                                        "has the unknown dtype "
                                                + Names.quote(type)
                                                + ", expected one of "
                                                + StoredType.known()));
    }

    private long[] readNumbers(String name, String key, int limit) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw broken(name, "should have a list as " + key + ", but it is " + found());
        }
        long[] numbers = new long[limit];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == limit) {
                throw broken(name, "has more than " + limit + " numbers in " + key);
            }
            numbers[count++] = readNumber(name, key);
        }
        return Arrays.copyOf(numbers, count);
    }

    private long readNumber(String name, String key) throws IOException {
        boolean whole =
                json.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!whole || json.getLongValue() < 0) {
            throw broken(
                    name,
                    "has "
                            + found()
                            + " in "
                            + key
                            + ", expected whole numbers from 0 to "
                            + Long.MAX_VALUE);
        }
        return json.getLongValue();
    }

    private String found() throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            return "empty";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text " + Names.quote(json.getText());
            default -> Names.shorten(json.getText());
        };
    }

    private BrokenModelException broken(String problem) {
        return new BrokenModelException(file + ": " + problem);
    }

    private BrokenModelException broken(String tensor, String problem) {
        return broken("tensor " + Names.quote(tensor) + " " + problem + ".");
    }
}
