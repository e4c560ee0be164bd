package io.mingle.http.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;

/** Reads bodies, strictly, and writes answers. */
public final class Json {

    private static final int MAX_DEPTH = 64;

    /** The body as a whole is bounded before; a text in it may be all of it. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /**
     * Reads the body of a request.
     *
     * @throws InvalidRequestException if it is no JSON object
     */
    static JsonNode object(byte[] body) {
        try {
            JsonNode read = MAPPER.readTree(body);
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
        } catch (IOException e) {
            throw new InvalidRequestException("The body of the request cannot be read.", e);
        }
    }

    /** Writes JSON in one line. */
    public static String write(JsonNode value) {
        return value.toString();
    }

    /**
     * Reads the schema of a skill.
     *
     * @throws InternalException if it is no JSON
     */
    public static JsonNode schema(String skill, String schema) {
        try {
            return MAPPER.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new InternalException(
                    "A schema of the skill %s cannot be read as JSON. This is a fault of its bundle; report it."
                            .formatted(skill),
                    e);
        }
    }

    /** Clients must not fill the message of an error, nor a log with it. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
