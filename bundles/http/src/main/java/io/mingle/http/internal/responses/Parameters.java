package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.understanding.GenerationOptions;
import java.util.List;

/** What an answer repeats of its request, and what held where that said nothing. */
final class Parameters {

    private static final String FUNCTION = "function";

    /** Repeated as they were sent; null where they were not. */
    private static final List<String> REPEATED =
            List.of(
                    "instructions",
                    "max_output_tokens",
                    "max_tool_calls",
                    "prompt_cache_key",
                    "safety_identifier",
                    "user");

    private Parameters() {}

    /**
     * Writes them.
     *
     * @param body of a request that has been read, so that all in it has its type
     */
    static ObjectNode of(JsonNode body, GenerationOptions options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : REPEATED) {
            json.set(name, body.path(name).isMissingNode() ? NullNode.instance : body.get(name));
        }
        json.putNull("previous_response_id");
        json.put("background", false).put("store", false);
        json.put("service_tier", "default").put("truncation", "disabled");
        json.put("temperature", options.temperature()).put("top_p", options.topP());
        json.put("presence_penalty", 0).put("frequency_penalty", 0);
        json.put("top_logprobs", options.logprobs().orElse(0));
        json.put("parallel_tool_calls", body.path("parallel_tool_calls").asBoolean(true));
        JsonNode choice = body.path("tool_choice");
        if (choice.isObject()) {
            json.set("tool_choice", choice);
        } else {
            json.put("tool_choice", choice.asText("auto"));
        }
        ArrayNode tools = json.putArray("tools");
        for (JsonNode tool : body.path("tools")) {
            if (tool.path("type").asText().equals(FUNCTION)) {
                tools.add(function(tool));
            } else if (PictureTool.isPicture(tool)) {
                // What may have a picture in it is not sent back.
                ObjectNode picture = tool.deepCopy();
                picture.remove(PictureCall.MASK);
                tools.add(picture);
            }
        }
        json.set("metadata", object(body.path("metadata")));
        ObjectNode reasoning = json.putObject("reasoning").putNull("effort").putNull("summary");
        reasoning.setAll(object(body.path("reasoning")));
        ObjectNode text = json.putObject("text").put("verbosity", "medium");
        text.putObject("format").put("type", "text");
        text.setAll(object(body.path("text")));
        return json;
    }

    private static ObjectNode object(JsonNode value) {
        return value instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode function(JsonNode sent) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", FUNCTION)
                        .putNull("description")
                        .putNull("parameters")
                        .put("strict", false);
        return json.setAll((ObjectNode) sent);
    }
}
