package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Role;
import io.mingle.http.internal.ask.Transcript;
import java.util.List;

/**
 * What stands in a conversation: a message, a call of a tool, or what the tool has answered.
 *
 * @param json as clients are told it
 * @param role who says it
 * @param content what the model reads or hears of a message, or of a tool's answer
 */
record Item(ObjectNode json, Role role, List<Content> content) {

    static final String MESSAGE = "message";
    static final String CALL = "function_call";
    static final String RESULT = "function_call_output";

    Item {
        content = List.copyOf(content);
    }

    String id() {
        return json.path("id").asText();
    }

    String type() {
        return json.path("type").asText();
    }

    /** Returns about how many bytes it takes. */
    long bytes() {
        long bytes = 2 * characters(json);
        for (Content each : content) {
            if (each instanceof Sound sound) {
                bytes += sound.bytes().length;
            } else if (each instanceof Picture picture) {
                bytes += picture.bytes().length;
            }
        }
        return bytes;
    }

    /** Names, arguments and transcripts are the client's, too, and have no bounds of their own. */
    private static long characters(JsonNode node) {
        long count = node.isTextual() ? node.textValue().length() : 0;
        for (JsonNode each : node) {
            count += characters(each);
        }
        return count;
    }

    /** Lets a transcript go on with it. */
    void tell(Transcript transcript) {
        switch (type()) {
            case CALL ->
                    transcript.call(
                            json.path("call_id").asText(),
                            json.path("name").asText(),
                            json.path("arguments").asText());
            case RESULT ->
                    transcript.result("item.call_id", json.path("call_id").asText(), content);
            default -> {
                if (!content.isEmpty()) {
                    transcript.say(role, content);
                }
            }
        }
    }

    /** Returns what was said by the user, in sound. */
    static Item spoken(String id, Sound sound) {
        ObjectNode json = message(id, "user", "completed");
        json.withArray("/content").addObject().put("type", "input_audio").putNull("transcript");
        return new Item(json, Role.USER, List.of(sound));
    }

    /** Returns what the model has answered. */
    static Item answered(ObjectNode json, String words) {
        return new Item(
                json, Role.ASSISTANT, words.isBlank() ? List.of() : List.of(new Text(words)));
    }

    /** Begins a message without content. */
    static ObjectNode message(String id, String role, String status) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("object", "realtime.item")
                        .put("type", MESSAGE)
                        .put("status", status)
                        .put("role", role);
        json.putArray("content");
        return json;
    }

    /** Returns a part of its content as clients are told it; missing if there is none. */
    JsonNode part(int index) {
        return json.path("content").path(index);
    }
}
