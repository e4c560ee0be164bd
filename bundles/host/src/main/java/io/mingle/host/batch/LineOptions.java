package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * What a line says itself about how it is to be answered.
 *
 * @param line its fields; those count that are named like options, with underscores
 * @param number of the line, for messages
 */
record LineOptions(LineFields line, long number) {

    /** The name of an option in the messages of {@link GenerationOptions}. */
    private static final Pattern JAVA_NAME = Pattern.compile("(?<=')[a-z]+[A-Z]\\w*(?=')");

    /**
     * Returns the options for the line.
     *
     * @param all those of all lines
     * @throws InvalidRequestException if one of the fields is of another kind, or out of its range
     */
    GenerationOptions in(GenerationOptions all) {
        JsonNode fields = line.values();
        GenerationOptions options = all;
        options = whole(options, "max_tokens", GenerationOptions::withMaxTokens);
        options = number(options, "temperature", GenerationOptions::withTemperature);
        options = whole(options, "top_k", GenerationOptions::withTopK);
        options = number(options, "top_p", GenerationOptions::withTopP);
        options = number(options, "repetition_penalty", GenerationOptions::withRepetitionPenalty);
        options = whole(options, "no_repeat_ngram", GenerationOptions::withNoRepeatNgram);
        options = logprobs(options);
        if (fields.has("seed")) {
            JsonNode seed = fields.get("seed");
            boolean whole = seed.isIntegralNumber() && seed.canConvertToLong();
            require(whole, "no whole number in the field 'seed'");
            options = options.withSeed(seed.longValue());
        }
        if (fields.has("stop")) {
            options = with(options, stops(fields.get("stop")), GenerationOptions::withStop);
        }
        Optional<Constraint> constraint = constraint();
        return constraint.isEmpty() ? options : options.withConstraint(constraint.get());
    }

    /** A list is what an earlier run has told, where its output is asked about again. */
    private GenerationOptions logprobs(GenerationOptions options) {
        return line.values().path("logprobs").isArray()
                ? options
                : whole(options, "logprobs", GenerationOptions::withLogprobs);
    }

    private GenerationOptions whole(
            GenerationOptions options,
            String field,
            BiFunction<GenerationOptions, Integer, GenerationOptions> set) {
        JsonNode value = line.values().path(field);
        if (value.isMissingNode()) {
            return options;
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToInt();
        require(whole, "no whole number in the field '%s'".formatted(field));
        return with(options, value.intValue(), set);
    }

    private GenerationOptions number(
            GenerationOptions options,
            String field,
            BiFunction<GenerationOptions, Double, GenerationOptions> set) {
        JsonNode value = line.values().path(field);
        if (value.isMissingNode()) {
            return options;
        }
        require(value.isNumber(), "no number in the field '%s'".formatted(field));
        return with(options, value.doubleValue(), set);
    }

    /** Sets an option, whose name in messages is that of the field. */
    private <T> GenerationOptions with(
            GenerationOptions options,
            T value,
            BiFunction<GenerationOptions, T, GenerationOptions> set) {
        try {
            return set.apply(options, value);
        } catch (InvalidRequestException e) {
            String told =
                    JAVA_NAME.matcher(e.getMessage()).replaceAll(name -> underscored(name.group()));
            throw new InvalidRequestException("Line %s: %s".formatted(number, told), e);
        }
    }

    private static String underscored(String name) {
        return name.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }

    private Optional<Constraint> constraint() {
        JsonNode schema = line.values().path("json_schema");
        JsonNode regex = line.values().path("regex");
        require(
                schema.isMissingNode() || regex.isMissingNode(),
                "both the fields 'json_schema' and 'regex'; give one of them");
        if (!schema.isMissingNode()) {
            require(schema.isObject(), "no object in the field 'json_schema'; give it a schema");
            return Optional.of(new Constraint.JsonSchema(line.written("json_schema")));
        }
        if (!regex.isMissingNode()) {
            require(regex.isTextual(), "no text in the field 'regex'; give it an expression");
            return Optional.of(new Constraint.Regex(regex.asText()));
        }
        return Optional.empty();
    }

    private List<String> stops(JsonNode field) {
        List<String> stops = new ArrayList<>();
        for (JsonNode stop : field.isTextual() ? List.of(field) : field) {
            if (stop.isTextual()) {
                stops.add(stop.asText());
            }
        }
        require(
                field.isTextual() || field.isArray() && stops.size() == field.size(),
                "no text in the field 'stop'; give it a text or a list of texts");
        return stops;
    }

    private void require(boolean right, String found) {
        if (!right) {
            throw new InvalidRequestException("Line %s has %s.".formatted(number, found));
        }
    }
}
