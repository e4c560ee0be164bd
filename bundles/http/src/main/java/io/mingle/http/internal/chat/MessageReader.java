package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.conversation.Role;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.ContentReader;
import io.mingle.http.internal.ask.Transcript;
import io.mingle.http.internal.remote.RemoteMedia;
import java.util.List;
import java.util.Optional;

/** Reads the messages of a chat. */
final class MessageReader {

    private final boolean lenient;
    private final ContentReader contents;

    MessageReader(boolean lenient, RemoteMedia media) {
        this.lenient = lenient;
        this.contents = new ContentReader(lenient, media);
    }

    /**
     * Reads all of them.
     *
     * @throws ApiException if one cannot be right
     */
    Transcript read(List<JsonNode> messages) {
        Transcript transcript = new Transcript();
        for (int i = 0; i < messages.size(); i++) {
            Fields message = Fields.of("messages[" + i + "]", messages.get(i));
            message(message, transcript);
            message.end(lenient);
        }
        return transcript;
    }

    private void message(Fields message, Transcript transcript) {
        String role = message.required("role");
        message.passOver("name", "refusal", "annotations", "reasoning_content", "parsed");
        message.only(
                "audio", it -> false, "Sounds that were answered are not read; send their text.");
        switch (role) {
            case "system", "developer" -> transcript.say(Role.SYSTEM, content(message));
            case "user" -> transcript.say(Role.USER, content(message));
            case "assistant" -> answer(message, transcript);
            case "tool" ->
                    transcript.result(
                            message.path("tool_call_id"),
                            message.required("tool_call_id"),
                            content(message));
            default ->
                    throw ApiException.invalid(
                            message.path("role"),
                            "'%s' has to be system, developer, user, assistant or tool."
                                    .formatted(message.path("role")));
        }
    }

    private List<Content> content(Fields message) {
        return contents.read(message, "content")
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        message.path("content"),
                                        "'%s' is missing.".formatted(message.path("content"))));
    }

    /** An answer may have been words, calls of tools, or both. */
    private void answer(Fields message, Transcript transcript) {
        List<Fields> calls = message.objects("tool_calls");
        message.only(
                "function_call",
                it -> false,
                "'function_call' has become 'tool_calls'; send those.");
        Optional<List<Content>> words =
                calls.isEmpty() ? Optional.of(content(message)) : contents.read(message, "content");
        words.ifPresent(it -> transcript.say(Role.ASSISTANT, it));
        for (Fields call : calls) {
            call.passOver("type", "index");
            Fields function = call.requiredObject("function");
            transcript.call(
                    call.required("id"),
                    function.required("name"),
                    function.text("arguments").orElse("{}"));
            function.passOver("parsed_arguments").end(lenient);
            call.end(lenient);
        }
    }
}
