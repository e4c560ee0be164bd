package io.mingle.core.internal.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.InvalidRequestException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tells whether no value can be valid under two schemas, where that shows at once: they have other
 * types, list other values, or both need a member of which they list other values.
 */
final class Exclusion {

    private final Function<String, JsonNode> references;

    /**
     * @param references finds what a reference leads to; a missing node, if to nothing
     */
    Exclusion(Function<String, JsonNode> references) {
        this.references = references;
    }

    /**
     * Checks that schemas exclude each other.
     *
     * @throws InvalidRequestException if that does not show
     */
    void require(List<Schema> schemas) {
        for (int i = 0; i < schemas.size(); i++) {
            for (int j = i + 1; j < schemas.size(); j++) {
                if (!exclude(resolved(schemas.get(i)), resolved(schemas.get(j)))) {
                    throw new InvalidRequestException(
                            "The JSON schema has 'oneOf' with %s and %s, and a value could be valid under both. Use 'anyOf', or give both a required property with another 'const'."
                                    .formatted(schemas.get(i).path(), schemas.get(j).path()));
                }
            }
        }
    }

    private Schema resolved(Schema schema) {
        String reference = schema.get("$ref").asText("");
        JsonNode node = references.apply(reference);
        return node.isMissingNode() ? schema : new Schema(node, reference);
    }

    private static boolean exclude(Schema one, Schema other) {
        List<JsonNode> values = values(one);
        List<JsonNode> others = values(other);
        if (!values.isEmpty() && !others.isEmpty()) {
            return values.stream().noneMatch(it -> others.stream().anyMatch(o -> same(it, o)));
        }
        Set<String> types = types(one);
        Set<String> otherTypes = types(other);
        boolean typed = !types.isEmpty() && !otherTypes.isEmpty();
        if (typed && types.stream().noneMatch(otherTypes::contains)) {
            return true;
        }
        return typed
                && types.equals(Set.of("object"))
                && otherTypes.equals(types)
                && haveOtherMember(one, other);
    }

    private static boolean haveOtherMember(Schema one, Schema other) {
        for (JsonNode name : one.get("required")) {
            boolean needed = false;
            for (JsonNode otherName : other.get("required")) {
                needed |= otherName.equals(name);
            }
            if (needed
                    && one.get("properties").has(name.asText())
                    && other.get("properties").has(name.asText())) {
                List<JsonNode> values = values(one.below("properties", name.asText()));
                List<JsonNode> others = values(other.below("properties", name.asText()));
                if (!values.isEmpty()
                        && !others.isEmpty()
                        && values.stream()
                                .noneMatch(it -> others.stream().anyMatch(o -> same(it, o)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<JsonNode> values(Schema schema) {
        if (schema.has("const")) {
            return List.of(schema.get("const"));
        }
        List<JsonNode> values = new ArrayList<>();
        schema.get("enum").forEach(values::add);
        return values;
    }

    /** Returns the types of a schema's values, integers as numbers; none if they are not known. */
    private static Set<String> types(Schema schema) {
        Set<String> types = new TreeSet<>();
        List<JsonNode> values = values(schema);
        if (!values.isEmpty()) {
            values.forEach(value -> types.addAll(types(value)));
        } else if (schema.has("type")) {
            types.addAll(schema.types());
        }
        if (types.remove("integer")) {
            types.add("number");
        }
        return types;
    }

    /** Returns the names of the types that a value has. */
    static Set<String> types(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> Set.of("null");
            case BOOLEAN -> Set.of("boolean");
            case STRING -> Set.of("string");
            case ARRAY -> Set.of("array");
            case OBJECT -> Set.of("object");
            default ->
                    isWhole(value.decimalValue()) ? Set.of("integer", "number") : Set.of("number");
        };
    }

    private static boolean isWhole(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    /** Compares values as JSON schema does, for which 1 and 1.0 are the same. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (a, b) ->
                        a.isNumber() && b.isNumber()
                                ? a.decimalValue().compareTo(b.decimalValue())
                                : a.equals(b) ? 0 : 1,
                other);
    }
}
