package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.conversation.Role;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.json.DataUrl;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Reads what has been said: texts, and pictures, sounds and videos within the request. */
final class MessageReader {

    private final boolean lenient;

    MessageReader(boolean lenient) {
        this.lenient = lenient;
    }

    Conversation read(List<JsonNode> messages) {
        List<Message> all = new ArrayList<>();
        for (JsonNode message : messages) {
            all.add(message(Fields.of("messages[" + all.size() + "]", message)));
        }
        return new Conversation(all);
    }

    private Message message(Fields message) {
        Role role = role(message);
        message.passOver("name", "refusal", "annotations");
        message.only(
                "audio", it -> false, "Sounds that were answered are not read; send their text.");
        message.only(
                "tool_calls",
                it -> it.isArray() && it.isEmpty(),
                "Calls of tools are not possible here; leave them out.");
        message.only("function_call", it -> false, "Calls of functions are not possible here.");
        List<Content> content = content(message);
        message.end(lenient);
        return new Message(role, content);
    }

    private static Role role(Fields message) {
        String role = message.required("role");
        return switch (role) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default ->
                    throw ApiException.invalid(
                            message.path("role"),
                            "'%s' has to be system, developer, user or assistant."
                                    .formatted(message.path("role")));
        };
    }

    private List<Content> content(Fields message) {
        JsonNode content =
                message.any("content")
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                message.path("content"),
                                                "'%s' is missing."
                                                        .formatted(message.path("content"))));
        if (content.isTextual()) {
            return List.of(new Text(content.textValue()));
        }
        List<Content> all = new ArrayList<>();
        for (JsonNode part : message.list("content").orElse(List.of())) {
            all.add(part(Fields.of(message.path("content") + "[" + all.size() + "]", part)));
        }
        return all;
    }

    private Content part(Fields part) {
        String type = part.required("type");
        Content content =
                switch (type) {
                    case "text" -> new Text(part.required("text"));
                    case "refusal" -> new Text(part.required("refusal"));
                    case "image_url" -> picture(part);
                    case "video_url" -> video(part);
                    case "audio_url" -> sound(part);
                    case "input_audio" -> inputAudio(part);
                    default ->
                            throw ApiException.invalid(
                                    part.path("type"),
                                    "'%s' has to be text, image_url, input_audio, audio_url or video_url."
                                            .formatted(part.path("type")));
                };
        part.end(lenient);
        return content;
    }

    private Content picture(Fields part) {
        Fields image = part.requiredObject("image_url");
        image.passOver("detail");
        return new Picture(image.path("url"), bytes(image, "image"));
    }

    private Content video(Fields part) {
        Fields video = part.requiredObject("video_url");
        return Video.of(video.path("url"), bytes(video, "video"));
    }

    private Content sound(Fields part) {
        Fields sound = part.requiredObject("audio_url");
        return new Sound(sound.path("url"), bytes(sound, "audio"));
    }

    /** The sound's own bytes say what format it has. */
    private Content inputAudio(Fields part) {
        Fields sound = part.requiredObject("input_audio");
        sound.passOver("format");
        String name = sound.path("data");
        String data = sound.required("data");
        sound.end(lenient);
        if (DataUrl.isMeant(data)) {
            return new Sound(name, DataUrl.read(name, data).bytes());
        }
        try {
            return new Sound(name, Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    name, "'%s' has to be the bytes of a sound in base64.".formatted(name));
        }
    }

    private byte[] bytes(Fields media, String kind) {
        String name = media.path("url");
        String url = media.required("url");
        media.end(lenient);
        if (!DataUrl.isMeant(url)) {
            throw ApiException.invalid(
                    name,
                    "'%1$s' has to be a data URL, like data:%2$s/…;base64,…; nothing is fetched from the network here."
                            .formatted(name, kind));
        }
        try {
            DataUrl read = DataUrl.read(name, url);
            String type = read.mediaType().toLowerCase(Locale.ROOT);
            if (!type.isEmpty() && !type.startsWith(kind + "/")) {
                throw ApiException.invalid(
                        name,
                        "'%s' is of the type %s, and %s/… is wanted.".formatted(name, type, kind));
            }
            return read.bytes();
        } catch (InvalidRequestException e) {
            throw ApiException.invalid(name, e.getMessage());
        }
    }
}
