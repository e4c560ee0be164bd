package io.mingle.http.internal.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Leaves out of a schema what answers cannot be held to. Clients describe their tools with all that
 * JSON Schema and its relatives know; who does not ask for strictness is better served by a part of
 * it than by a refusal.
 */
final class LooseSchema {

    private static final Set<String> TYPES =
            Set.of("null", "boolean", "integer", "number", "string", "array", "object");
    private static final List<String> DEFINITIONS = List.of("$defs", "definitions");
    private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf");
    private static final List<String> COUNTS =
            List.of("minItems", "maxItems", "minLength", "maxLength");
    private static final List<String> BOUNDS =
            List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    private static final int MOST_COUNT = 1_000_000;

    private LooseSchema() {}

    static JsonNode of(JsonNode schema) {
        if (!schema.isObject()) {
            return schema.isBoolean() ? schema : BooleanNode.TRUE;
        }
        ObjectNode loose = alone(schema);
        for (String definitions : DEFINITIONS) {
            if (schema.path(definitions).isObject()) {
                loose.set(definitions, each(schema.get(definitions)));
            }
        }
        return loose;
    }

    /** Keywords that say all stand alone; where others stand beside them, those say more. */
    private static ObjectNode alone(JsonNode schema) {
        String ref = schema.path("$ref").asText();
        if (ref.startsWith("#")) {
            return JsonNodeFactory.instance.objectNode().put("$ref", ref);
        }
        if (!schema.path("properties").isObject()) {
            for (String keyword : ALTERNATIVES) {
                if (schema.path(keyword).isArray() && !schema.get(keyword).isEmpty()) {
                    ObjectNode loose = JsonNodeFactory.instance.objectNode();
                    ArrayNode all = loose.putArray("anyOf");
                    schema.get(keyword).forEach(one -> all.add(of(one)));
                    return loose;
                }
            }
            if (schema.path("allOf").size() == 1) {
                return of(schema.get("allOf").get(0)) instanceof ObjectNode one
                        ? one
                        : JsonNodeFactory.instance.objectNode();
            }
        }
        for (String keyword : List.of("const", "enum")) {
            if (schema.has(keyword) && !(keyword.equals("enum") && schema.get(keyword).isEmpty())) {
                ObjectNode loose = JsonNodeFactory.instance.objectNode();
                return loose.set(keyword, schema.get(keyword));
            }
        }
        return typed(schema);
    }

    private static ObjectNode typed(JsonNode schema) {
        ObjectNode loose = JsonNodeFactory.instance.objectNode();
        JsonNode type = schema.path("type");
        boolean known = TYPES.contains(type.asText());
        if (type.isArray() && !type.isEmpty()) {
            known = true;
            for (JsonNode one : type) {
                known &= TYPES.contains(one.asText());
            }
        }
        if (known) {
            loose.set("type", type);
        }
        if (schema.path("properties").isObject()) {
            loose.set("properties", each(schema.get("properties")));
        }
        if (areTexts(schema.path("required"))) {
            loose.set("required", schema.get("required"));
        }
        for (String below : List.of("items", "additionalProperties")) {
            if (schema.path(below).isObject() || schema.path(below).isBoolean()) {
                loose.set(below, of(schema.get(below)));
            }
        }
        for (String count : COUNTS) {
            JsonNode value = schema.path(count);
            if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
                loose.put(count, Math.min(value.longValue(), MOST_COUNT));
            }
        }
        for (String bound : BOUNDS) {
            if (schema.path(bound).isIntegralNumber() && schema.get(bound).canConvertToLong()) {
                loose.set(bound, schema.get(bound));
            }
        }
        return loose;
    }

    private static boolean areTexts(JsonNode list) {
        boolean all = list.isArray();
        for (JsonNode each : list) {
            all &= each.isTextual();
        }
        return all;
    }

    private static ObjectNode each(JsonNode schemas) {
        ObjectNode loose = JsonNodeFactory.instance.objectNode();
        schemas.properties().forEach(one -> loose.set(one.getKey(), of(one.getValue())));
        return loose;
    }
}
