package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.tools.Tool;
import io.mingle.http.internal.tools.Tools;

/** What an answer repeats of its request, and what held where that said nothing. */
final class Parameters {

    private Parameters() {}

    /**
     * Writes them.
     *
     * @param tools all that were sent and can be called
     */
    static ObjectNode of(JsonNode body, Tools tools, GenerationOptions options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name :
                new String[] {
                    "instructions",
                    "max_output_tokens",
                    "max_tool_calls",
                    "prompt_cache_key",
                    "safety_identifier",
                    "user"
                }) {
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
        ArrayNode list = json.putArray("tools");
        tools.offered().forEach(it -> list.add(tool(it)));
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

    private static ObjectNode tool(Tool tool) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "function")
                        .put("name", tool.name())
                        .put("description", tool.description().orElse(null));
        json.set("parameters", tool.parameters().orElse(NullNode.instance));
        return json.put("strict", tool.strict());
    }
}
