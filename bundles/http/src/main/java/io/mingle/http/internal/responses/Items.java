package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.tools.AnswerReader;
import io.mingle.http.internal.tools.ToolCall;
import io.mingle.json.TokenScores;

/** The items of a response's output. */
final class Items {

    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";
    static final String INCOMPLETE = "incomplete";
    static final String FAILED = "failed";

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

    static String pictureId(String key) {
        return "ig_" + key;
    }

    /**
     * Writes a picture. Its size is not told: clients know three, and no others.
     *
     * @param result its bytes in base64; null as long as there are none
     */
    static ObjectNode picture(String key, PictureCall call, String status, String result) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", pictureId(key))
                .put("type", PictureCall.ITEM)
                .put("status", status)
                .put("action", call.edit().isPresent() ? "edit" : "generate")
                .put("background", "opaque")
                .put("output_format", call.request().format().name())
                .put("quality", "auto")
                .put("result", result);
    }

    /** Writes a picture that has been drawn, with the seed that draws it again. */
    static ObjectNode picture(String key, PictureCall call, DrawnPicture drawn) {
        return picture(key, call, COMPLETED, call.request().format().base64(drawn.picture()))
                .put("seed", drawn.seed());
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
