package io.mingle.remote.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.json.StrictJson;
import io.mingle.remote.internal.wire.Json;
import java.util.Locale;

/** Writes a question as a chat completion that is streamed. */
final class ChatRequest {

    private ChatRequest() {}

    /**
     * Writes all but the name of the model. Media are read now.
     *
     * @throws io.mingle.api.error.MingleException if a part of it cannot be read or sent
     */
    static ObjectNode body(Conversation conversation, GenerationOptions options) {
        ObjectNode body = Json.object();
        ArrayNode messages = body.putArray("messages");
        MediaParts media = new MediaParts();
        for (Message message : conversation.messages()) {
            ObjectNode json = messages.addObject();
            json.put("role", message.role().name().toLowerCase(Locale.ROOT));
            if (message.content().stream().allMatch(Text.class::isInstance)) {
                json.put("content", message.text());
            } else {
                ArrayNode parts = json.putArray("content");
                for (Content piece : message.content()) {
                    parts.add(media.part(piece));
                }
            }
        }
        body.put("stream", true).putObject("stream_options").put("include_usage", true);
        sampling(body, options);
        options.constraint().ifPresent(it -> constrain(body, it));
        return body;
    }

    private static void sampling(ObjectNode body, GenerationOptions options) {
        Untold.check(
                options.noRepeatNgram() == 0,
                "The option 'noRepeatNgram'",
                "Use 'repetitionPenalty'.");
        Untold.check(!options.strict(), "Reading content strictly", "Leave 'strict' out.");
        body.put("max_tokens", options.maxTokens()).put("temperature", options.temperature());
        if (options.topP() < 1) {
            body.put("top_p", options.topP());
        }
        if (options.topK() > 0) {
            body.put("top_k", options.topK());
        }
        if (options.repetitionPenalty() != 1) {
            body.put("repetition_penalty", options.repetitionPenalty());
        }
        if (options.temperature() > 0) {
            body.put("seed", options.seed());
        }
        if (!options.stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            options.stop().forEach(stop::add);
        }
        if (options.logprobs().isPresent()) {
            body.put("logprobs", true).put("top_logprobs", options.logprobs().getAsInt());
        }
    }

    private static void constrain(ObjectNode body, Constraint constraint) {
        Untold.check(
                constraint instanceof Constraint.JsonSchema,
                "An answer that a regular expression or tags hold",
                "Hold it to a JSON schema, or ask a model that runs here.");
        try {
            ObjectNode format = body.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema")
                    .put("name", "answer")
                    .put("strict", true)
                    .set(
                            "schema",
                            StrictJson.STANDARD.read(((Constraint.JsonSchema) constraint).text()));
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "The JSON schema of the constraint cannot be read as JSON. Give an object.", e);
        }
    }
}
