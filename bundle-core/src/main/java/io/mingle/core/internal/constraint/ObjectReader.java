package io.mingle.core.internal.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the schemas of objects. Members stand in the order in which the schema names them, those
 * that need not be there may be left out, and others follow where {@code additionalProperties} says
 * so.
 */
final class ObjectReader {

    private final Languages languages;
    private final JsonTexts json;
    private final SchemaReader values;

    ObjectReader(Languages languages, JsonTexts json, SchemaReader values) {
        this.languages = languages;
        this.json = json;
        this.values = values;
    }

    Language read(Schema schema) {
        Set<String> required = required(schema);
        Map<String, Language> members = members(schema, required);
        Language other = other(schema, List.copyOf(members.keySet()));

        // What may come after some of the members, and what may come first, from the end on.
        Language more =
                languages.times(languages.then(json.comma(), other), 0, Languages.UNBOUNDED);
        Language first = languages.then(other, more);
        boolean mayBeEmpty = required.isEmpty();
        List<Map.Entry<String, Language>> order = new ArrayList<>(members.entrySet());
        for (int i = order.size() - 1; i >= 0; i--) {
            Language member = order.get(i).getValue();
            Language begins = languages.then(member, more);
            Language follows = languages.then(json.comma(), begins);
            boolean optional = !required.contains(order.get(i).getKey());
            first = optional ? languages.or(begins, first) : begins;
            more = optional ? languages.or(follows, more) : follows;
        }
        Language filled = json.bracketed("{", first, "}");
        return mayBeEmpty ? languages.or(languages.text("{}"), filled) : filled;
    }

    /** Returns a member that is not named. */
    private Language other(Schema schema, List<String> names) {
        Language value;
        if (schema.has("additionalProperties")) {
            value = values.value(schema.below("additionalProperties"));
        } else {
            value = schema.has("properties") ? languages.never() : json.any();
        }
        return json.member(json.otherName(names), value);
    }

    private Map<String, Language> members(Schema schema, Set<String> required) {
        JsonNode properties = schema.get("properties");
        if (schema.has("properties") && !properties.isObject()) {
            throw schema.wrong("properties", "an object of schemas");
        }
        Map<String, Language> members = new LinkedHashMap<>();
        properties
                .fieldNames()
                .forEachRemaining(
                        name ->
                                members.put(
                                        name,
                                        member(
                                                name,
                                                values.value(schema.below("properties", name)))));
        for (String name : required) {
            if (!members.containsKey(name)) {
                members.put(
                        name,
                        member(
                                name,
                                schema.has("additionalProperties")
                                        ? values.value(schema.below("additionalProperties"))
                                        : json.any()));
            }
        }
        return members;
    }

    private Language member(String name, Language value) {
        return json.member(languages.text(TextNode.valueOf(name).toString()), value);
    }

    private static Set<String> required(Schema schema) {
        Set<String> names = new LinkedHashSet<>();
        JsonNode list = schema.get("required");
        if (schema.has("required") && !list.isArray()) {
            throw schema.wrong("required", "a list of names");
        }
        for (JsonNode name : list) {
            if (!name.isTextual()) {
                throw schema.wrong("required", "a list of names");
            }
            names.add(name.asText());
        }
        return names;
    }
}
