package io.mingle.http.internal.ask;

import io.mingle.api.understanding.Constraint;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.Json;
import java.util.Optional;
import java.util.function.Function;

/** What the answer has to be. */
public final class AnswerFormat {

    private static final String ANY_OBJECT = "{\"type\": \"object\"}";

    private AnswerFormat() {}

    /**
     * Returns the constraint that a request asks for.
     *
     * @param format what the request says, if anything
     * @param schema finds the object that has the schema, of a format that is one
     * @throws ApiException if there is no such format
     */
    public static Optional<Constraint> constraint(
            Optional<Fields> format, Function<Fields, Fields> schema, boolean lenient) {
        if (format.isEmpty()) {
            return Optional.empty();
        }
        String type = format.get().required("type");
        Optional<Constraint> constraint =
                switch (type) {
                    case "text" -> Optional.empty();
                    case "json_object" -> Optional.of(new Constraint.JsonSchema(ANY_OBJECT));
                    case "json_schema" -> Optional.of(schema(schema.apply(format.get()), lenient));
                    default ->
                            throw ApiException.invalid(
                                    format.get().path("type"),
                                    "'%s' has to be text, json_object or json_schema."
                                            .formatted(format.get().path("type")));
                };
        format.get().end(lenient);
        return constraint;
    }

    private static Constraint schema(Fields wanted, boolean lenient) {
        wanted.passOver("type", "name", "description", "strict");
        String schema = wanted.any("schema").map(Json::write).orElse(ANY_OBJECT);
        wanted.end(lenient);
        return new Constraint.JsonSchema(schema);
    }
}
