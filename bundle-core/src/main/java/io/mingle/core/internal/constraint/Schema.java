package io.mingle.core.internal.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.InvalidRequestException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One schema within a JSON schema: its keywords, checked.
 *
 * @param node an object or a boolean
 * @param path where it stands, as a JSON pointer with a hash before it
 */
record Schema(JsonNode node, String path) {

    private static final int MOST_COUNT = 1_000_000;

    private static final Set<String> DESCRIBING =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "$defs",
                    "definitions",
                    "title",
                    "description",
                    "default",
                    "examples",
                    "deprecated",
                    "readOnly",
                    "writeOnly");

    private static final Set<String> OF_OBJECTS =
            Set.of("properties", "required", "additionalProperties");
    private static final Set<String> OF_ARRAYS = Set.of("items", "minItems", "maxItems");
    private static final Set<String> OF_STRINGS = Set.of("minLength", "maxLength", "pattern");
    private static final Set<String> OF_NUMBERS =
            Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final Set<String> OTHERS =
            Set.of("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref");
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "integer", "number", "string", "array", "object");

    /**
     * Checks that it is a schema of which every keyword is supported.
     *
     * @throws InvalidRequestException if it is not
     */
    Schema {
        if (!node.isObject() && !node.isBoolean()) {
            throw new InvalidRequestException(
                    "The JSON schema has %s at %s; a schema is an object, true or false."
                            .formatted(SchemaReader.shorten(node), path));
        }
        Set<String> known =
                Stream.of(OF_OBJECTS, OF_ARRAYS, OF_STRINGS, OF_NUMBERS, OTHERS)
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new));
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name) && !DESCRIBING.contains(name)) {
                                throw new InvalidRequestException(
                                        "The JSON schema has the keyword '%s' at %s, which is not supported. Supported are %s."
                                                .formatted(name, path, String.join(", ", known)));
                            }
                        });
    }

    boolean has(String keyword) {
        return node.has(keyword);
    }

    JsonNode get(String keyword) {
        return node.path(keyword);
    }

    /** Returns what stands under a keyword as a schema. */
    Schema below(String keyword) {
        return new Schema(node.path(keyword), path + "/" + keyword);
    }

    Schema below(String keyword, String name) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return new Schema(node.path(keyword).path(name), path + "/" + keyword + "/" + escaped);
    }

    /** Returns the schemas in a list, one or more. */
    List<Schema> listed(String keyword) {
        JsonNode list = node.path(keyword);
        if (!list.isArray() || list.isEmpty()) {
            throw wrong(keyword, "a list of schemas");
        }
        List<Schema> schemas = new ArrayList<>();
        for (JsonNode each : list) {
            schemas.add(new Schema(each, path + "/" + keyword + "/" + schemas.size()));
        }
        return schemas;
    }

    /** Checks that a keyword that says all stands alone, but for some. */
    void requireAlone(String keyword, String... others) {
        List<String> allowed = List.of(others);
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!name.equals(keyword)
                                    && !DESCRIBING.contains(name)
                                    && !allowed.contains(name)) {
                                throw new InvalidRequestException(
                                        "The JSON schema has '%s' beside '%s' at %s, which is not supported. Write one schema that says both."
                                                .formatted(name, keyword, path));
                            }
                        });
    }

    /** Returns the types that values have; those that keywords imply, if none are named. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        JsonNode named = node.path("type");
        if (named.isTextual()) {
            types.add(named.asText());
        } else if (named.isArray() && !named.isEmpty()) {
            named.forEach(each -> types.add(each.asText()));
        } else if (!named.isMissingNode()) {
            throw wrong("type", "a type or a list of types");
        } else {
            implied(types);
        }
        if (!TYPES.containsAll(types)) {
            throw wrong("type", "one of " + String.join(", ", new TreeSet<>(TYPES)));
        }
        return types;
    }

    private void implied(Set<String> types) {
        if (OF_OBJECTS.stream().anyMatch(this::has)) {
            types.add("object");
        }
        if (OF_ARRAYS.stream().anyMatch(this::has)) {
            types.add("array");
        }
        if (OF_STRINGS.stream().anyMatch(this::has)) {
            types.add("string");
        }
        if (OF_NUMBERS.stream().anyMatch(this::has)) {
            types.add("number");
        }
    }

    /** Returns a count of 0 or more. */
    int count(String keyword, int otherwise) {
        JsonNode count = node.path(keyword);
        if (count.isMissingNode()) {
            return otherwise;
        }
        BigDecimal value = count.isNumber() ? count.decimalValue() : BigDecimal.ONE.negate();
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        if (!whole || value.signum() < 0 || value.compareTo(BigDecimal.valueOf(MOST_COUNT)) > 0) {
            throw wrong(keyword, "a whole number from 0 to " + MOST_COUNT);
        }
        return value.intValueExact();
    }

    /** Returns a bound. */
    Optional<BigDecimal> bound(String keyword) {
        JsonNode bound = node.path(keyword);
        if (bound.isMissingNode()) {
            return Optional.empty();
        }
        if (!bound.isNumber()) {
            throw wrong(keyword, "a number");
        }
        boolean usable =
                Math.abs((long) bound.decimalValue().precision()) < 400
                        && Math.abs((long) bound.decimalValue().scale()) < 400;
        if (!usable) {
            throw wrong(keyword, "a number of fewer than 400 digits");
        }
        return Optional.of(bound.decimalValue());
    }

    InvalidRequestException wrong(String keyword, String expected) {
        return new InvalidRequestException(
                "The JSON schema has %s under '%s' at %s; it should be %s."
                        .formatted(
                                SchemaReader.shorten(node.path(keyword)), keyword, path, expected));
    }
}
