package io.mingle.host.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mingle.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The fields of a line, and how they were written.
 *
 * @param values an object
 * @param text the same in one line, numbers as they were written
 */
record LineFields(JsonNode values, String text) {

    /** Those of a line that could not be read. */
    static final LineFields NONE = new LineFields(JsonNodeFactory.instance.objectNode(), "{}");

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a line.
     *
     * @return its fields; none if it is something else than an object
     * @throws JsonProcessingException if it is no JSON
     */
    static Optional<LineFields> read(String line) throws JsonProcessingException {
        JsonNode values = StrictJson.STANDARD.read(line);
        return values.isObject()
                ? Optional.of(new LineFields(values, copied(line, name -> true)))
                : Optional.empty();
    }

    /** Returns all fields but some, in one line, numbers as they were written. */
    String without(Predicate<String> left) {
        return copied(text, left.negate());
    }

    /** Returns the value of a field as it was written, an object. */
    String written(String name) {
        String only = copied(text, name::equals);
        return only.substring(only.indexOf(':') + 1, only.length() - 1);
    }

    private static String copied(String text, Predicate<String> wanted) {
        StringWriter line = new StringWriter();
        try (JsonParser from = JSON.createParser(text);
                JsonGenerator to = JSON.createGenerator(line)) {
            from.nextToken();
            to.writeStartObject();
            while (from.nextToken() == JsonToken.FIELD_NAME) {
                boolean copies = wanted.test(from.currentName());
                if (copies) {
                    to.writeFieldName(from.currentName());
                }
                from.nextToken();
                if (copies) {
                    copy(from, to);
                } else {
                    from.skipChildren();
                }
            }
            to.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("What has been read once can be read again", e);
        }
        return line.toString();
    }

    /** Copies the value that the parser stands on. */
    private static void copy(JsonParser from, JsonGenerator to) throws IOException {
        int depth = 0;
        do {
            JsonToken token = from.currentToken();
            if (token.isNumeric()) {
                to.writeNumber(from.getText());
            } else {
                to.copyCurrentEvent(from);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && from.nextToken() != null);
    }
}
