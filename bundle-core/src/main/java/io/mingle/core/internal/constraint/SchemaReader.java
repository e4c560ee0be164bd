package io.mingle.core.internal.constraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mingle.api.error.InvalidRequestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads JSON schemas (draft 2020-12, and what earlier drafts share with it) as languages of JSON
 * texts. Every text is valid under its schema; not every valid text is one. To be used once.
 */
final class SchemaReader {

    private static final int LONGEST = 1 << 16;
    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final Languages languages;
    private final JsonTexts json;
    private final Map<String, Rule> rules = new TreeMap<>();
    private JsonNode root;

    /** The paths of schemas under which nothing is valid. */
    private Set<String> unfulfillable = Set.of();

    private int depth;

    SchemaReader(Languages languages) {
        this.languages = languages;
        this.json = new JsonTexts(languages);
    }

    /**
     * Reads a schema.
     *
     * @throws InvalidRequestException if it is none, or has what is not supported
     */
    Language read(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidRequestException(
                    "The JSON schema has %s characters; at most %s are read. Shorten it."
                            .formatted(text.length(), LONGEST));
        }
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "The JSON schema is no JSON: " + e.getOriginalMessage() + ".", e);
        }
        if (root.isMissingNode()) {
            throw new InvalidRequestException(
                    "The JSON schema is empty. Give a schema, such as {\"type\": \"object\"}; {}"
                            + " allows any JSON.");
        }
        Language language = referred("#", Set.of());
        unfulfillable = new Productivity(rules.values()).unfulfillable();
        if (unfulfillable.contains("#")) {
            throw new InvalidRequestException(
                    "Nothing finite is valid under the JSON schema at %s: it demands itself, its bounds exclude one another, or it demands what is not written, such as numbers of more than 15 digits. Widen it, make a property optional, or allow null."
                            .formatted(String.join(" and ", unfulfillable)));
        }
        if (!unfulfillable.isEmpty()) {
            // What is not needed is left out where it is referred to.
            rules.clear();
            language = referred("#", Set.of());
        }
        return language;
    }

    /**
     * Reads a schema that may stand within itself.
     *
     * @param open the paths that a value of which has not begun yet
     */
    private Language referred(String path, Set<String> open) {
        if (unfulfillable.contains(path)) {
            return languages.never();
        }
        if (open.contains(path)) {
            throw new InvalidRequestException(
                    "The JSON schema refers at %s to itself, and to nothing else.".formatted(path));
        }
        Rule rule = rules.get(path);
        if (rule == null) {
            JsonNode node = at(path);
            if (node.isMissingNode()) {
                throw new InvalidRequestException(
                        "The JSON schema refers to '%s', which it does not have. References are like \"#/$defs/name\"."
                                .formatted(path));
            }
            rule = new Rule(path);
            rules.put(path, rule);
            Set<String> more = new HashSet<>(open);
            more.add(path);
            rule.define(value(new Schema(node, path), more));
        }
        return rule.body() == languages.never() ? languages.never() : languages.call(rule);
    }

    /** Returns what a reference into this schema leads to; a missing node for any other. */
    private JsonNode at(String reference) {
        if (!reference.startsWith("#")) {
            return MissingNode.getInstance();
        }
        try {
            return root.at(
                    URLDecoder.decode(
                            reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    /** Reads a schema whose values begin with a byte of their own. */
    Language value(Schema schema) {
        return value(schema, Set.of());
    }

    private Language value(Schema schema, Set<String> open) {
        if (++depth > DEEPEST) {
            throw new InvalidRequestException(
                    "The JSON schema is nested deeper than %s levels at %s. Flatten it."
                            .formatted(DEEPEST, schema.path()));
        }
        Language language = any(schema, open);
        depth--;
        return language;
    }

    private Language any(Schema schema, Set<String> open) {
        if (schema.node().isBoolean()) {
            return schema.node().asBoolean() ? json.any() : languages.never();
        }
        if (schema.has("$ref")) {
            schema.requireAlone("$ref");
            return referred(schema.get("$ref").asText(), open);
        }
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(keyword)) {
                schema.requireAlone(keyword);
                return alternatives(keyword, schema.listed(keyword), open);
            }
        }
        if (schema.has("const") || schema.has("enum")) {
            return listed(schema);
        }
        Set<String> types = schema.types();
        if (types.isEmpty()) {
            return json.any();
        }
        return languages.or(types.stream().map(type -> typed(type, schema)).toList());
    }

    private Language alternatives(String keyword, List<Schema> schemas, Set<String> open) {
        if (keyword.equals("allOf") && schemas.size() > 1) {
            throw new InvalidRequestException(
                    "The JSON schema has 'allOf' with more than one schema at %s, which is not supported. Write one schema that says all."
                            .formatted(schemas.get(0).path()));
        }
        if (keyword.equals("oneOf")) {
            new Exclusion(this::at).require(schemas);
        }
        return languages.or(schemas.stream().map(each -> value(each, open)).toList());
    }

    private Language listed(Schema schema) {
        String keyword = schema.has("const") ? "const" : "enum";
        schema.requireAlone(keyword, "type");
        JsonNode values = schema.get(keyword);
        if (keyword.equals("enum") && (!values.isArray() || values.isEmpty())) {
            throw schema.wrong("enum", "a list of values");
        }
        Set<String> types = schema.types();
        List<Language> texts = new ArrayList<>();
        for (JsonNode value : keyword.equals("const") ? List.of(values) : values) {
            if (types.isEmpty() || Exclusion.types(value).stream().anyMatch(types::contains)) {
                texts.add(languages.text(value.toString()));
            }
        }
        return languages.or(texts);
    }

    private Language typed(String type, Schema schema) {
        return switch (type) {
            case "null" -> languages.text("null");
            case "boolean" -> languages.or(languages.text("true"), languages.text("false"));
            case "integer" -> number(schema, false);
            case "number" -> number(schema, true);
            case "string" -> string(schema);
            case "array" -> array(schema);
            default -> new ObjectReader(languages, json, this).read(schema);
        };
    }

    private Language number(Schema schema, boolean fractions) {
        Optional<BigDecimal> minimum = schema.bound("minimum");
        Optional<BigDecimal> maximum = schema.bound("maximum");
        Optional<BigDecimal> above = schema.bound("exclusiveMinimum");
        Optional<BigDecimal> below = schema.bound("exclusiveMaximum");
        if (List.of(minimum, maximum, above, below).stream().allMatch(Optional::isEmpty)) {
            return fractions ? json.number() : json.integer();
        }
        NumberRange range = new NumberRange(languages);
        minimum.ifPresent(bound -> range.from(bound, false));
        above.ifPresent(bound -> range.from(bound, true));
        maximum.ifPresent(bound -> range.to(bound, false));
        below.ifPresent(bound -> range.to(bound, true));
        if (!fractions) {
            return range.integers();
        }
        BigInteger from = NumberRange.farthest().negate();
        BigInteger to = NumberRange.farthest();
        for (Optional<BigDecimal> bound : List.of(minimum, above)) {
            from = bound.map(it -> whole(it, schema)).orElse(from).max(from);
        }
        for (Optional<BigDecimal> bound : List.of(maximum, below)) {
            to = bound.map(it -> whole(it, schema)).orElse(to).min(to);
        }
        return languages.or(range.integers(), range.fractionsBetween(from, to));
    }

    private static BigInteger whole(BigDecimal bound, Schema schema) {
        if (bound.setScale(0, RoundingMode.FLOOR).compareTo(bound) != 0) {
            throw new InvalidRequestException(
                    "The JSON schema bounds numbers by %s at %s; of numbers that are not integers only whole bounds are supported."
                            .formatted(bound, schema.path()));
        }
        return bound.toBigInteger();
    }

    private Language string(Schema schema) {
        int least = schema.count("minLength", 0);
        int most = schema.count("maxLength", Languages.UNBOUNDED);
        if (most < least) {
            return languages.never();
        }
        if (!schema.has("pattern")) {
            return json.string(least, most);
        }
        if (!schema.get("pattern").isTextual()) {
            throw schema.wrong("pattern", "a text");
        }
        Language matched =
                RegexReader.somewhere(languages, schema.get("pattern").asText(), json::inString);
        Language any = json.inString(Characters.allBut(new BitSet()));
        Language enough =
                least == 0
                        ? matched
                        : languages.and(matched, languages.times(any, least, Languages.UNBOUNDED));
        return json.quoted(languages.atMost(enough, any, most));
    }

    private Language array(Schema schema) {
        int least = schema.count("minItems", 0);
        int most = schema.count("maxItems", Languages.UNBOUNDED);
        if (most < least) {
            return languages.never();
        }
        Language element = schema.has("items") ? value(schema.below("items")) : json.any();
        return json.array(element, least, most);
    }

    /** Returns a piece of JSON for a message. */
    static String shorten(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
