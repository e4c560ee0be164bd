package io.mingle.http.internal.chat;

import io.mingle.api.understanding.Constraint;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.Json;
import java.util.Optional;

/** What the answer has to be. */
final class ResponseFormat {

    private static final String NAME = "response_format";

    private ResponseFormat() {}

    /** Returns the constraint that a request asks for; null for none. */
    static Constraint constraint(Fields request, boolean lenient) {
        Optional<Fields> format = request.object(NAME);
        if (format.isEmpty()) {
            return null;
        }
        String type = format.get().required("type");
        Constraint constraint =
                switch (type) {
                    case "text" -> null;
                    case "json_object" -> new Constraint.JsonSchema("{\"type\": \"object\"}");
                    case "json_schema" ->
                            schema(format.get().requiredObject("json_schema"), lenient);
                    default ->
                            throw ApiException.invalid(
                                    NAME + ".type",
                                    "'response_format.type' has to be text, json_object or"
                                            + " json_schema.");
                };
        format.get().end(lenient);
        return constraint;
    }

    private static Constraint schema(Fields wanted, boolean lenient) {
        wanted.passOver("name", "description", "strict");
        Constraint constraint =
                wanted.any("schema")
                        .map(it -> new Constraint.JsonSchema(Json.write(it)))
                        .orElseGet(() -> new Constraint.JsonSchema("{\"type\": \"object\"}"));
        wanted.end(lenient);
        return constraint;
    }
}
