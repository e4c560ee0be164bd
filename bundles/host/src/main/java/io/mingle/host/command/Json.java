package io.mingle.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Usage;
import java.time.Duration;
import java.util.List;

/** The one object that a command prints for programs. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads JSON that a skill describes itself with; the text itself where it is none. */
    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MAPPER.getNodeFactory().textNode(text);
        }
    }

    static String line(ObjectNode object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written", e);
        }
    }

    /**
     * Adds tokens and times.
     *
     * @param load how long it took before the work began
     */
    static void usage(ObjectNode object, Usage usage, Duration load) {
        object.put("prompt_tokens", usage.promptTokens());
        object.put("completion_tokens", usage.completionTokens());
        ObjectNode timings = object.putObject("timings_ms").put("load", millis(load));
        for (String part : List.of(Usage.ENCODE, Usage.PREFILL, Usage.DECODE)) {
            timings.put(part, millis(usage.timing(part)));
        }
        usage.timings().forEach((part, time) -> timings.put(part, millis(time)));
    }

    /** Returns milliseconds with one digit after the point. */
    static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e5) / 10.0;
    }
}
