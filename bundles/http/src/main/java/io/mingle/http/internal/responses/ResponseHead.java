package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Usage;
import io.mingle.http.internal.ApiError;
import java.time.Instant;

/**
 * What a response says of itself, in each of its states.
 *
 * @param key names what belongs to it
 * @param created seconds since 1970
 * @param model as it is called
 * @param parameters of the request
 */
record ResponseHead(String key, long created, String model, ObjectNode parameters) {

    /** Writes one that is being made. */
    ObjectNode inProgress() {
        return json("in_progress", JsonNodeFactory.instance.arrayNode());
    }

    /**
     * Writes one that has an end.
     *
     * @param output its items
     * @param cut whether the limit on tokens ended it
     */
    ObjectNode ended(ArrayNode output, boolean cut, Usage took) {
        ObjectNode json = json(cut ? "incomplete" : "completed", output);
        if (cut) {
            json.putObject("incomplete_details").put("reason", "max_output_tokens");
        } else {
            json.put("completed_at", Instant.now().getEpochSecond());
        }
        return json.set("usage", usage(took));
    }

    /**
     * Writes one that has failed.
     *
     * @param output the items that it had come to
     */
    ObjectNode failed(ArrayNode output, ApiError error) {
        ObjectNode json = json("failed", output);
        json.putObject("error").put("code", family(error)).put("message", error.message());
        return json;
    }

    /** The interface has a closed list of codes here. */
    private static String family(ApiError error) {
        if (error.status() == 429) {
            return "rate_limit_exceeded";
        }
        return error.status() < 500 ? "invalid_prompt" : "server_error";
    }

    private ObjectNode json(String status, ArrayNode output) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", "resp_" + key)
                        .put("object", "response")
                        .put("created_at", created)
                        .put("status", status)
                        .putNull("completed_at")
                        .putNull("error")
                        .putNull("incomplete_details")
                        .put("model", model);
        json.set("output", output);
        return json.putNull("usage").setAll(parameters);
    }

    private static ObjectNode usage(Usage took) {
        ObjectNode usage =
                JsonNodeFactory.instance.objectNode().put("input_tokens", took.promptTokens());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", 0)
                .put("cache_write_tokens", 0);
        usage.put("output_tokens", took.completionTokens());
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage.put("total_tokens", took.promptTokens() + took.completionTokens());
    }
}
