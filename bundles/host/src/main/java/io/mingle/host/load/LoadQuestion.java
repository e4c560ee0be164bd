package io.mingle.host.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import java.util.Base64;

/**
 * A question about a picture, for clients of OpenAI's interface and for the façade.
 *
 * @param text the question
 * @param picture a PNG
 * @param tokens how long the answer may be
 */
public record LoadQuestion(String text, Picture picture, int tokens) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the body of a request for a stream. */
    byte[] body(String model) {
        ObjectNode body = JSON.createObjectNode().put("model", model).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        body.put("max_completion_tokens", tokens);
        ArrayNode content =
                body.putArray("messages").addObject().put("role", "user").putArray("content");
        content.addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put(
                        "url",
                        "data:image/png;base64,"
                                + Base64.getEncoder().encodeToString(picture.bytes()));
        content.addObject().put("type", "text").put("text", text);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written", e);
        }
    }

    /** Returns the same, without HTTP. */
    Conversation conversation() {
        return Conversation.of(text, picture);
    }
}
