package io.mingle.itests.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds JSON-like values against a JSON Schema. Knows the keywords that Mingle's own skills use,
 * and stops at any other, so that nothing passes for unread.
 */
public final class Schema {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KNOWN =
            Set.of("type", "description", "required", "properties", "items", "enum", "minLength");
    private static final String MEDIA = "contentMediaType";

    private final List<String> complaints = new ArrayList<>();

    private Schema() {}

    /**
     * Finds what does not fit.
     *
     * @param schema of an object
     * @param values by name
     * @return where and what, for people; empty if all fits
     * @throws JsonProcessingException if the schema is no JSON
     */
    public static List<String> complaints(String schema, Map<String, Object> values)
            throws JsonProcessingException {
        Schema check = new Schema();
        check.check(JSON.readTree(schema), values, "values");
        return check.complaints;
    }

    private void check(JsonNode schema, Object value, String at) {
        if (schema.has(MEDIA)) {
            expect(value instanceof Content, at, schema, value);
            return;
        }
        schema.fieldNames()
                .forEachRemaining(it -> expect(KNOWN.contains(it), at, schema, "keyword " + it));
        expect(isOfType(schema.path("type").asText(), value), at, schema, value);
        if (schema.has("enum")) {
            expect(texts(schema.get("enum")).contains(value), at, schema, value);
        }
        if (value instanceof String text) {
            expect(text.length() >= schema.path("minLength").asInt(), at, schema, value);
        } else if (value instanceof List<?> list) {
            list.forEach(it -> check(schema.path("items"), it, at + "[]"));
        } else if (value instanceof Map<?, ?> map) {
            JsonNode properties = schema.path("properties");
            expect(map.keySet().containsAll(texts(schema.path("required"))), at, schema, value);
            map.forEach(
                    (name, it) -> {
                        expect(properties.has((String) name), at, schema, name);
                        check(properties.path((String) name), it, at + "." + name);
                    });
        }
    }

    private void expect(boolean holds, String at, JsonNode schema, Object found) {
        if (!holds) {
            complaints.add("%s: %s does not fit %s".formatted(at, found, schema));
        }
    }

    private static boolean isOfType(String type, Object value) {
        return switch (type) {
            case "" -> true;
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> false;
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }
}
