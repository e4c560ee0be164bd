package io.mingle.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks arguments against the plain parts of a JSON Schema: {@code type}, {@code enum}, {@code
 * required}, {@code properties}, {@code additionalProperties}, {@code items}. What else a schema
 * says is passed over.
 *
 * @param skill for messages
 */
record SchemaCheck(String skill) {

    /**
     * Checks the arguments. A name that the schema does not know is taken for a mistake, unless it
     * says that there may be others.
     *
     * @throws InvalidRequestException if they do not fit
     */
    void check(JsonNode arguments, JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            requireKnown("", arguments, schema);
        }
        value("", arguments, schema);
    }

    /**
     * Returns the schema of a value.
     *
     * @param name under which it stands
     * @param schema of what it stands in
     * @return what {@code properties} has for it or, if nothing, {@code additionalProperties}
     */
    static JsonNode schemaOf(String name, JsonNode schema) {
        JsonNode own = schema.path("properties").path(name);
        return own.isMissingNode() ? schema.path("additionalProperties") : own;
    }

    private void value(String path, JsonNode value, JsonNode schema) {
        if (value.isNumber() && Double.isInfinite(value.doubleValue())) {
            throw new InvalidRequestException(
                    "The argument '%s' of the skill %s is a number that is too large. Give a smaller one."
                            .formatted(path, skill));
        }
        JsonNode types = schema.path("type");
        if (types.isTextual() && !isOf(value, types.asText())
                || types.isArray() && !isOfOne(value, types)) {
            throw wrong(path, value, types.isTextual() ? types.asText() : types.toString());
        }
        if (schema.path("enum").isArray() && !isAmong(value, schema.get("enum"))) {
            throw wrong(path, value, "one of " + schema.get("enum"));
        }
        if (value.isObject()) {
            object(path, value, schema);
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                value(path + "[" + i + "]", value.get(i), schema.path("items"));
            }
        }
    }

    private void object(String path, JsonNode value, JsonNode schema) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                throw new InvalidRequestException(
                        "The skill %s wants '%s', which is missing. Add it."
                                .formatted(skill, join(path, name.asText())));
            }
        }
        if (schema.path("additionalProperties").equals(BooleanNode.FALSE)) {
            requireKnown(path, value, schema);
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            value(join(path, name), field.getValue(), schemaOf(name, schema));
        }
    }

    /** Patterns of names are not looked at: where there are any, all names are taken. */
    private void requireKnown(String path, JsonNode value, JsonNode schema) {
        JsonNode known = schema.path("properties");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!known.has(field.getKey()) && !schema.has("patternProperties")) {
                throw unknown(path, field.getKey(), known);
            }
        }
    }

    private static boolean isOfOne(JsonNode value, JsonNode types) {
        for (JsonNode type : types) {
            if (isOf(value, type.asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" ->
                    value.isIntegralNumber() || value.isNumber() && value.doubleValue() % 1 == 0;
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private static boolean isAmong(JsonNode value, JsonNode values) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private InvalidRequestException unknown(String path, String name, JsonNode known) {
        List<String> names = new ArrayList<>();
        known.fieldNames().forEachRemaining(names::add);
        return new InvalidRequestException(
                "The skill %s takes no '%s'. %s"
                        .formatted(
                                skill,
                                Shortened.of(join(path, name)),
                                names.isEmpty()
                                        ? "Leave it out."
                                        : "It takes: " + String.join(", ", names) + "."));
    }

    private InvalidRequestException wrong(String path, JsonNode value, String wanted) {
        return new InvalidRequestException(
                "The argument '%s' of the skill %s is %s, and has to be %s. Change it."
                        .formatted(path, skill, Shortened.of(value.toString()), wanted));
    }
}
