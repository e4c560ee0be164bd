package io.mingle.http.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.json.JsonWriters;
import io.mingle.json.Shortened;
import io.mingle.json.StrictJson;
import java.nio.charset.StandardCharsets;

/** Reads bodies, strictly, and writes answers. */
public final class Json {

    /** Tokens are written all the time; buffers for some at once, and none for each thread. */
    private static final int BUFFERS = 8;

    private static final ObjectWriter WRITER = JsonWriters.keeping(BUFFERS);

    private Json() {}

    /**
     * Reads the body of a request.
     *
     * @throws InvalidRequestException if it is no JSON object
     */
    static JsonNode object(byte[] body) {
        return object(new String(body, StandardCharsets.UTF_8));
    }

    private static JsonNode object(String body) {
        try {
            JsonNode read = StrictJson.STANDARD.read(body);
            if (!read.isObject()) {
                throw new InvalidRequestException(
                        "The body of the request is no JSON object. Send one, for example"
                                + " {\"model\": \"nano\", \"messages\": […]}.");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "The body of the request cannot be read as JSON (%s, line %s, column %s). Send an object."
                            .formatted(
                                    firstLine(e.getOriginalMessage()),
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    e.getLocation() == null ? 0 : e.getLocation().getColumnNr()),
                    e);
        }
    }

    /**
     * Reads an event of a client.
     *
     * @throws InvalidRequestException if it is no JSON object
     */
    public static JsonNode event(String text) {
        return object(text);
    }

    /** Writes JSON in one line. */
    public static String write(JsonNode value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw unwritable(e);
        }
    }

    /** Writes JSON in one line, in UTF-8. */
    static byte[] bytes(JsonNode value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw unwritable(e);
        }
    }

    private static IllegalStateException unwritable(JsonProcessingException cause) {
        return new IllegalStateException("Every tree of values can be written", cause);
    }

    /**
     * Reads what a bundle has made.
     *
     * @param what it is, for messages
     * @throws InternalException if it is no JSON
     */
    public static JsonNode made(String what, String json) {
        try {
            return StrictJson.STANDARD.read(json);
        } catch (JsonProcessingException e) {
            throw new InternalException(
                    "%s cannot be read as JSON. This is a fault of a bundle; report it."
                            .formatted(what),
                    e);
        }
    }

    /** Clients must not fill the message of an error, nor a log with it. */
    private static String firstLine(String message) {
        return Shortened.of(message.lines().findFirst().orElse(""));
    }
}
