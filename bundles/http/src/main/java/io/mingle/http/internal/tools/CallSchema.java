package io.mingle.http.internal.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The JSON schema of a call: a tool's name, and arguments that are valid under its own schema. */
final class CallSchema {

    private static final String REF = "$ref";

    /** What has values under it and no schemas. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    /** What only describes; the model has read it, and schemas are read up to a length. */
    private static final Set<String> WORDS = Set.of("title", "description", "$comment");

    private CallSchema() {}

    static ObjectNode of(List<Tool> tools) {
        if (tools.size() == 1) {
            return call(tools.get(0), "#/properties/arguments");
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode calls = schema.putArray("anyOf");
        for (Tool tool : tools) {
            String place = "#/anyOf/%s/properties/arguments".formatted(calls.size());
            calls.add(call(tool, place));
        }
        return schema;
    }

    private static ObjectNode call(Tool tool, String place) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject(CallText.NAME).put("const", tool.name());
        properties.set(CallText.ARGUMENTS, moved(tool.enforced(), place));
        schema.putArray("required").add(CallText.NAME).add(CallText.ARGUMENTS);
        return schema.put("additionalProperties", false);
    }

    /** References lead from the root, which is another one in here. */
    private static JsonNode moved(JsonNode schema, String place) {
        if (schema.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            schema.forEach(each -> all.add(moved(each, place)));
            return all;
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        schema.properties()
                .forEach(
                        field -> {
                            String name = field.getKey();
                            JsonNode value = field.getValue();
                            boolean local =
                                    name.equals(REF)
                                            && value.isTextual()
                                            && value.textValue().startsWith("#");
                            if (WORDS.contains(name) && value.isTextual()) {
                                return;
                            }
                            if (local) {
                                copy.put(name, place + value.textValue().substring(1));
                            } else {
                                copy.set(name, VALUES.contains(name) ? value : moved(value, place));
                            }
                        });
        return copy;
    }
}
