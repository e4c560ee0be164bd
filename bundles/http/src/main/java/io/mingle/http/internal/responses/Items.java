package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.tools.AnswerReader;
import io.mingle.http.internal.tools.ToolCall;
import io.mingle.json.TokenScores;

/** The items of a response's output. */
final class Items {

    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";
    static final String INCOMPLETE = "incomplete";

    private Items() {}

    /** Writes all of a complete answer: its words, if there are any or nothing else, then calls. */
    static ArrayNode of(String key, AnswerReader read, Answer answer) {
        String last = read.isCut(answer.reason()) ? INCOMPLETE : COMPLETED;
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        if (!read.words().isEmpty() || read.calls().isEmpty()) {
            ArrayNode logprobs = TokenScores.of(answer.logprobs());
            items.add(
                    message(
                            key,
                            read.calls().isEmpty() ? last : COMPLETED,
                            text(read.words(), logprobs)));
        }
        for (ToolCall call : read.calls()) {
            items.add(
                    call(key, call, call.isComplete() ? COMPLETED : INCOMPLETE, call.arguments()));
        }
        return items;
    }

    static String messageId(String key) {
        return "msg_" + key;
    }

    static String callId(String key, ToolCall call) {
        return "fc_" + key + "_" + call.index();
    }

    /**
     * Writes what is said.
     *
     * @param parts none, or its only one
     */
    static ObjectNode message(String key, String status, ObjectNode... parts) {
        ObjectNode item =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", messageId(key))
                        .put("type", "message")
                        .put("status", status)
                        .put("role", "assistant");
        ArrayNode content = item.putArray("content");
        for (ObjectNode part : parts) {
            content.add(part);
        }
        return item;
    }

    static ObjectNode text(String text, ArrayNode logprobs) {
        ObjectNode part =
                JsonNodeFactory.instance.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part.set("logprobs", logprobs);
    }

    /**
     * Writes a call of a tool.
     *
     * @param arguments as far as they are to be told
     */
    static ObjectNode call(String key, ToolCall call, String status, String arguments) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", callId(key, call))
                .put("type", "function_call")
                .put("status", status)
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", arguments);
    }
}
