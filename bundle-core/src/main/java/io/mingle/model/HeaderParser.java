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
import java.util.Optional;
import java.util.Set;

/**
 * Turns the JSON of a safetensors header into declarations whose lengths agree with themselves.
 *
 * <p>A tensor that is declared wrongly is a problem of its own and reading goes on; only a header
 * that cannot be read any further is refused at once.
 */
final class HeaderParser {

    private static final String METADATA = "__metadata__";
    private static final int MAX_RANK = 16;
    private static final int MAX_TENSORS = 1_000_000;

    /**
     * A tensor as declared; begin and end count from the first byte of data. One that is declared
     * wrongly, but takes a known place, has no type.
     */
    record Declared(String name, StoredType type, long[] shape, long begin, long end) {

        boolean isSound() {
            return type != null;
        }
    }

    /**
     * @param allPlaced whether the place of every tensor is known, so that gaps mean something
     */
    record Parsed(List<Declared> tensors, Map<String, String> metadata, boolean allPlaced) {}

    private final Path file;
    private final JsonParser json;
    private final Problems problems;
    private final List<Declared> tensors = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private boolean allPlaced = true;

    /** What is wrong with the tensor that is being read; null as long as nothing is. */
    private String wrong;

    private HeaderParser(Path file, JsonParser json, Problems problems) {
        this.file = file;
        this.json = json;
        this.problems = problems;
    }

    static Parsed parse(Path file, byte[] header, Problems problems) {
        try (JsonParser json = JsonFiles.stream(new ByteArrayInputStream(header))) {
            HeaderParser parser = new HeaderParser(file, json, problems);
            parser.readAll();
            return new Parsed(parser.tensors, parser.metadata, parser.allPlaced);
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
            boolean again = !names.add(name);
            json.nextToken();
            if (again) {
                json.skipChildren();
                allPlaced = false;
                problems.tensor(file, name, "is declared twice");
            } else if (name.equals(METADATA)) {
                readMetadata();
            } else {
                readTensor(name);
            }
            if (names.size() > MAX_TENSORS) {
                throw broken("the header names more than " + MAX_TENSORS + " tensors.");
            }
        }
        if (json.nextToken() != null) {
            throw broken("text follows the JSON object of the header.");
        }
    }

    private void readMetadata() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return; // As good as none; the reference library takes it, too.
        }
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

    private void readTensor(String name) throws IOException {
        wrong = null;
        StoredType type = null;
        long[] shape = null;
        long[] offsets = null;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Set<String> seen = new HashSet<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                if (!seen.add(key)) {
                    complain("has " + Names.quote(key) + " twice");
                }
                json.nextToken();
                switch (key) {
                    case "dtype" -> type = readType();
                    case "shape" -> shape = readNumbers("shape", MAX_RANK);
                    case "data_offsets" -> offsets = readNumbers("data_offsets", 2);
                    default -> json.skipChildren();
                }
            }
        } else {
            complain("should be described by a JSON object, but is " + found());
            json.skipChildren();
        }
        add(name, type, shape, offsets);
    }

    private void add(String name, StoredType type, long[] shape, long[] offsets) {
        if (type == null || shape == null || offsets == null) {
            String missing = type == null ? "dtype" : shape == null ? "shape" : "data_offsets";
            complain("has no " + missing);
        }
        boolean placed = offsets != null && offsets.length == 2 && offsets[0] <= offsets[1];
        if (!placed) {
            complain(
                    "has data_offsets "
                            + Arrays.toString(offsets)
                            + ", expected [begin, end] with begin not after end");
        }
        if (wrong == null) {
            checkLength(type, shape, offsets);
        }
        if (wrong != null) {
            problems.tensor(file, name, wrong);
        }
        allPlaced &= placed;
        if (placed) {
            StoredType sound = wrong == null ? type : null;
            tensors.add(new Declared(name, sound, shape, offsets[0], offsets[1]));
        }
    }

    private void checkLength(StoredType type, long[] shape, long[] offsets) {
        long length = offsets[1] - offsets[0];
        try {
            long needed = type.bytes();
            for (long dimension : shape) {
                needed = Math.multiplyExact(needed, dimension);
            }
            if (needed != length) {
                complain(
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
        } catch (ArithmeticException e) {
            complain("has shape " + Arrays.toString(shape) + ", which is too large");
        }
    }

    private StoredType readType() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            complain("should have a text as dtype, but it is " + found());
            json.skipChildren();
            return null;
        }
        String type = json.getText();
        Optional<StoredType> named = StoredType.named(type);
        if (named.isEmpty()) {
            complain(
                    "has the unknown dtype "
                            + Names.quote(type)
                            + ", expected one of "
                            + StoredType.known());
        }
        return named.orElse(null);
    }

    /** Returns as many numbers as are whole, and no more than the limit. */
    private long[] readNumbers(String key, int limit) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            complain("should have a list as " + key + ", but it is " + found());
            json.skipChildren();
            return null;
        }
        long[] numbers = new long[limit];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!isWhole()) {
                complain(
                        "has "
                                + found()
                                + " in "
                                + key
                                + ", expected whole numbers from 0 to "
                                + Long.MAX_VALUE);
                json.skipChildren();
            } else if (count == limit) {
                complain("has more than " + limit + " numbers in " + key);
            } else {
                numbers[count++] = json.getLongValue();
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private boolean isWhole() throws IOException {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && json.getLongValue() >= 0;
    }

    /** Remembers what is wrong with a tensor; what follows from it is not worth telling. */
    private void complain(String text) {
        if (wrong == null) {
            wrong = text;
        }
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
}
