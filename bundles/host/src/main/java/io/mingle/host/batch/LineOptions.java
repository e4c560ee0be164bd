package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import java.util.ArrayList;
import java.util.List;

/** What a line says itself about how it is to be answered. */
final class LineOptions {

    private LineOptions() {}

    /**
     * Returns the options for a line.
     *
     * @param line its fields; {@code stop}, {@code json_schema} and {@code regex} count
     * @param number of the line, for messages
     * @param options of all lines
     * @throws InvalidRequestException if one of the fields is of another kind
     */
    static GenerationOptions of(LineFields line, long number, GenerationOptions options) {
        JsonNode fields = line.values();
        GenerationOptions changed = options;
        if (fields.has("stop")) {
            changed = changed.withStop(stops(fields.get("stop"), number));
        }
        JsonNode schema = fields.path("json_schema");
        JsonNode regex = fields.path("regex");
        if (!schema.isMissingNode() && !regex.isMissingNode()) {
            throw wrong(number, "both the fields 'json_schema' and 'regex'", "give one of them");
        }
        if (!schema.isMissingNode()) {
            if (!schema.isObject()) {
                throw wrong(number, "no object in the field 'json_schema'", "give it a schema");
            }
            changed =
                    changed.withConstraint(new Constraint.JsonSchema(line.written("json_schema")));
        }
        if (!regex.isMissingNode()) {
            if (!regex.isTextual()) {
                throw wrong(number, "no text in the field 'regex'", "give it an expression");
            }
            changed = changed.withConstraint(new Constraint.Regex(regex.asText()));
        }
        return changed;
    }

    private static List<String> stops(JsonNode field, long number) {
        List<String> stops = new ArrayList<>();
        for (JsonNode stop : field.isTextual() ? List.of(field) : field) {
            if (stop.isTextual()) {
                stops.add(stop.asText());
            }
        }
        if (!field.isTextual() && (!field.isArray() || stops.size() < field.size())) {
            throw wrong(number, "no text in the field 'stop'", "give it a text or a list of texts");
        }
        return stops;
    }

    private static InvalidRequestException wrong(long number, String found, String remedy) {
        return new InvalidRequestException("Line %s has %s; %s.".formatted(number, found, remedy));
    }
}
