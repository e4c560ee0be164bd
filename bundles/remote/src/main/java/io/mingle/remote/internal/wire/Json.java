package io.mingle.remote.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.json.JsonWriters;
import io.mingle.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;

/** Writes requests, and reads answers strictly. */
public final class Json {

    /** Buffers of a few requests are kept, and none for each thread. */
    private static final int BUFFERS = 4;

    private static final ObjectWriter WRITER = JsonWriters.keeping(BUFFERS);

    private Json() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Writes JSON in UTF-8. */
    public static byte[] bytes(JsonNode value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every tree of values can be written", e);
        }
    }

    /**
     * Reads an object that an endpoint has sent.
     *
     * @throws RemoteFailure if it is none
     */
    public static JsonNode object(Target target, String text) throws RemoteFailure {
        return object(target, () -> StrictJson.STANDARD.read(text));
    }

    /**
     * Reads an object that an endpoint sends, as it comes.
     *
     * @throws RemoteFailure if it is none, or breaks off
     */
    static JsonNode object(Target target, InputStream body) throws RemoteFailure {
        return object(target, () -> StrictJson.STANDARD.read(body));
    }

    /** What is read. */
    private interface Reading {
        JsonNode read() throws IOException;
    }

    private static JsonNode object(Target target, Reading reading) throws RemoteFailure {
        try {
            JsonNode read = reading.read();
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw Failures.nonsense(target, "what it sends as JSON cannot be read" + place(e), e);
        } catch (IOException e) {
            throw Failures.brokenOff(target, e);
        } catch (ContentTooLargeException e) {
            throw Failures.nonsense(target, "a text in its JSON is too long", e);
        }
        throw Failures.nonsense(target, "what it sends is no JSON object", null);
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line %s, column %s)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
