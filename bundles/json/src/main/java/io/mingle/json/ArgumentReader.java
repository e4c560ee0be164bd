package io.mingle.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes arguments of JSON, media of what the schema marks as media.
 *
 * @param skill for messages
 * @param paths which files may be named
 */
record ArgumentReader(String skill, MediaPaths paths) {

    Map<String, Object> read(JsonNode arguments, JsonNode schema) {
        return object("", arguments, schema);
    }

    private Map<String, Object> object(String path, JsonNode values, JsonNode schema) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            String name = field.getKey();
            all.put(
                    name,
                    value(
                            path.isEmpty() ? name : path + "." + name,
                            field.getValue(),
                            SchemaCheck.schemaOf(name, schema)));
        }
        return all;
    }

    private Object value(String path, JsonNode value, JsonNode schema) {
        if (value.isObject()) {
            return object(path, value, schema);
        }
        if (value.isArray()) {
            List<Object> all = new ArrayList<>();
            for (JsonNode item : value) {
                all.add(value(path + "[" + all.size() + "]", item, schema.path("items")));
            }
            return all;
        }
        if (value.isTextual()) {
            Optional<MediaKind> kind = MediaKind.of(schema);
            return kind.isPresent()
                    ? media(path, value.textValue(), kind.get())
                    : value.textValue();
        }
        return value.isNumber()
                ? value.numberValue()
                : value.isNull() ? null : value.booleanValue();
    }

    private Content media(String path, String text, MediaKind kind) {
        if (text.isBlank()) {
            throw new InvalidRequestException(
                    "The argument '%s' of the skill %s is empty. Give a file, or a data URL."
                            .formatted(path, skill));
        }
        if (!DataUrl.isMeant(text)) {
            return kind.read(paths.find(text));
        }
        DataUrl url = DataUrl.read(path, text);
        if (!kind.fits(url)) {
            throw new InvalidRequestException(
                    "The argument '%s' of the skill %s is a data URL of the type %s, and %s is wanted. %s."
                            .formatted(
                                    path,
                                    skill,
                                    Shortened.of(url.mediaType()),
                                    kind.types(),
                                    kind == MediaKind.VIDEO
                                            ? "Give an encoded video, or name a folder that has a"
                                                    + " picture for each frame"
                                            : "Give one of that type"));
        }
        return kind.of(path, url.bytes());
    }
}
