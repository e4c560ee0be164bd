package io.mingle.shell.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments of a skill, as they are typed. Where the skill's input schema has a media file ({@code
 * contentEncoding} base64), one types its path.
 */
final class SkillArguments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SkillArguments() {}

    /**
     * Reads arguments.
     *
     * @param skill for messages
     * @param typed a JSON object
     * @param schema the skill's input schema
     * @return the arguments by name, files read
     * @throws InvalidRequestException if it is no JSON object, or a file cannot be used
     */
    static Map<String, Object> read(String skill, String typed, String schema) {
        JsonNode arguments = parse(typed, "The arguments of " + skill);
        if (!arguments.isObject()) {
            throw new InvalidRequestException(
                    "The arguments of %s are '%s', which is no JSON object. Write them like '{\"question\": \"…\"}', in single quotes."
                            .formatted(skill, typed));
        }
        return object(arguments, parse(schema, "The input schema of " + skill));
    }

    private static JsonNode parse(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "%s cannot be read as JSON: %s. Write an object in single quotes, like '{\"question\": \"…\"}'."
                            .formatted(what, e.getOriginalMessage()),
                    e);
        }
    }

    private static Map<String, Object> object(JsonNode values, JsonNode schema) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            JsonNode wanted = schema.path("properties").path(field.getKey());
            all.put(field.getKey(), value(field.getValue(), wanted));
        }
        return all;
    }

    private static Object value(JsonNode value, JsonNode schema) {
        if (value.isObject()) {
            return object(value, schema);
        }
        if (value.isArray()) {
            List<Object> all = new ArrayList<>();
            value.forEach(item -> all.add(value(item, schema.path("items"))));
            return all;
        }
        return value.isTextual() && schema.path("contentEncoding").asText().equals("base64")
                ? file(value.textValue(), schema.path("contentMediaType").asText())
                : JSON.convertValue(value, Object.class);
    }

    private static Object file(String path, String type) {
        if (type.startsWith("image/")) {
            return Picture.read(Path.of(path));
        }
        if (type.startsWith("audio/")) {
            return Sound.read(Path.of(path));
        }
        throw new InvalidRequestException(
                "'%s' is to be a file of type '%s', and only image/* and audio/* can be typed here. Call the skill from a program."
                        .formatted(path, type));
    }
}
