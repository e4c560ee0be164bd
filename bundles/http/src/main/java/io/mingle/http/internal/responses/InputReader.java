package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Role;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.ContentReader;
import io.mingle.http.internal.ask.Transcript;
import io.mingle.json.Shortened;
import java.util.Base64;
import java.util.List;

/** Reads the input of a response: a text, or items. */
final class InputReader {

    private static final String INPUT = "input";
    private static final String MESSAGE = "message";

    private final ContentReader contents;

    InputReader(ContentReader contents) {
        this.contents = contents;
    }

    /**
     * Reads all of it.
     *
     * @throws ApiException if a part of it cannot be right
     */
    Transcript read(Fields request) {
        Transcript transcript = new Transcript();
        request.text("instructions")
                .ifPresent(it -> transcript.say(Role.SYSTEM, List.of(new Text(it))));
        if (request.any(INPUT).filter(JsonNode::isTextual).isPresent()) {
            transcript.say(Role.USER, List.of(new Text(request.required(INPUT))));
            return transcript;
        }
        List<Fields> items = request.objects(INPUT);
        if (items.isEmpty()) {
            throw ApiException.invalid(
                    INPUT, "'input' has to be a text or a list with at least one item.");
        }
        for (Fields item : items) {
            item(item, transcript);
        }
        return transcript;
    }

    /** What else an item has is passed over: who sends it back may have added to it. */
    private void item(Fields item, Transcript transcript) {
        String type = item.text("type").orElse(MESSAGE);
        switch (type) {
            case MESSAGE -> transcript.say(role(item), required(item, "content"));
            case "function_call" ->
                    transcript.call(
                            item.required("call_id"),
                            item.required("name"),
                            item.text("arguments").orElse("{}"));
            case "function_call_output" ->
                    transcript.result(
                            item.path("call_id"),
                            item.required("call_id"),
                            required(item, "output"));
            case PictureCall.ITEM -> transcript.draw(drawn(item));
            case "reasoning" -> {
                // Of other models; this one neither reads nor writes any.
            }
            default ->
                    throw ApiException.invalid(
                            item.path("type"),
                            "'%s' is '%s'. Send items of the type message, function_call, function_call_output or image_generation_call."
                                    .formatted(item.path("type"), Shortened.of(type)));
        }
    }

    private List<Content> required(Fields item, String name) {
        return contents.read(item, name)
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        item.path(name),
                                        "'%s' is missing.".formatted(item.path(name))));
    }

    private static Picture drawn(Fields item) {
        String name = item.path("result");
        String result =
                item.text("result")
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                name,
                                                "'%s' is missing, and pictures are not kept here. Send the item as it came."
                                                        .formatted(name)));
        try {
            return new Picture(name, Base64.getDecoder().decode(result));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    name, "'%s' has to be the bytes of a picture in base64.".formatted(name));
        }
    }

    private static Role role(Fields item) {
        return switch (item.required("role")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default ->
                    throw ApiException.invalid(
                            item.path("role"),
                            "'%s' has to be system, developer, user or assistant."
                                    .formatted(item.path("role")));
        };
    }
}
