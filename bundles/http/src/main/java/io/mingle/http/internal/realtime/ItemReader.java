package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Role;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.ContentReader;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.http.internal.sound.AudioFormat;
import io.mingle.http.internal.sound.Wav;
import io.mingle.json.Shortened;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads items that clients add to a conversation. */
final class ItemReader {

    private static final String TYPE = "type";

    private final boolean lenient;
    private final ContentReader contents;
    private final AudioFormat format;

    /**
     * @param media fetches what is named by address
     * @param format in which sound comes
     */
    ItemReader(boolean lenient, RemoteMedia media, AudioFormat format) {
        this.lenient = lenient;
        this.contents = new ContentReader(lenient, media);
        this.format = format;
    }

    /**
     * Reads one.
     *
     * @param fresh the id that it has if it brings none
     * @throws ApiException if a part of it cannot be right
     */
    Item read(Fields item, String fresh) {
        String type = item.required(TYPE);
        String id = item.text("id").orElse(fresh);
        item.passOver("object", "status");
        Item read =
                switch (type) {
                    case Item.MESSAGE -> message(item, id);
                    case Item.CALL -> call(item, id);
                    case Item.RESULT -> result(item, id);
                    default ->
                            throw ApiException.invalid(
                                    item.path(TYPE),
                                    "'%s' is '%s'. Send items of the type message, function_call or function_call_output."
                                            .formatted(item.path(TYPE), Shortened.of(type)));
                };
        item.end(lenient);
        return read;
    }

    private Item message(Fields item, String id) {
        String name = item.required("role");
        Role role =
                switch (name) {
                    case "system", "developer" -> Role.SYSTEM;
                    case "user" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    default ->
                            throw ApiException.invalid(
                                    item.path("role"),
                                    "'%s' has to be system, user or assistant."
                                            .formatted(item.path("role")));
                };
        ObjectNode json = Item.message(id, name, "completed");
        List<Content> content = new ArrayList<>();
        for (Fields part : item.objects("content")) {
            ObjectNode told = json.withArray("/content").addObject();
            content.add(part(part, told));
            part.end(lenient);
        }
        if (content.isEmpty()) {
            throw ApiException.invalid(
                    item.path("content"),
                    "'%s' has to be a list with at least one part."
                            .formatted(item.path("content")));
        }
        return new Item(json, role, content);
    }

    private Content part(Fields part, ObjectNode told) {
        String type = part.required(TYPE);
        told.put(TYPE, type);
        switch (type) {
            case "input_text", "output_text", "text" -> {
                String text = part.required("text");
                told.put("text", text);
                return new Text(text);
            }
            case "output_audio", "audio" -> {
                part.passOver("audio");
                String text = part.required("transcript");
                told.put("transcript", text);
                return new Text(text);
            }
            case "input_audio" -> {
                String transcript = part.text("transcript").orElse(null);
                told.put("transcript", transcript);
                return sound(part);
            }
            case "input_image" -> {
                Content picture = contents.picture(part);
                told.put("detail", "auto");
                return picture;
            }
            default ->
                    throw ApiException.invalid(
                            part.path(TYPE),
                            "'%s' is '%s'. Send input_text, input_audio, input_image, output_text or output_audio."
                                    .formatted(part.path(TYPE), Shortened.of(type)));
        }
    }

    private Sound sound(Fields part) {
        String path = part.path("audio");
        return Wav.of(path, format.rate(), format.decode(bytes(path, part.required("audio"))));
    }

    /**
     * Reads bytes in base64.
     *
     * @param path what to call them in messages
     */
    static byte[] bytes(String path, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(path, "'%s' has to be samples in base64.".formatted(path));
        }
    }

    private static Item call(Fields item, String id) {
        ObjectNode json =
                of(id, Item.CALL)
                        .put("call_id", item.required("call_id"))
                        .put("name", item.required("name"))
                        .put("arguments", item.text("arguments").orElse("{}"));
        return new Item(json, Role.ASSISTANT, List.of());
    }

    private static Item result(Fields item, String id) {
        String output = item.required("output");
        ObjectNode json =
                of(id, Item.RESULT).put("call_id", item.required("call_id")).put("output", output);
        return new Item(json, Role.USER, List.of(new Text(output)));
    }

    private static ObjectNode of(String id, String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "realtime.item")
                .put("type", type)
                .put("status", "completed");
    }
}
