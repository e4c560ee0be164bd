package io.mingle.http.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.MingleException;
import java.util.Optional;

/**
 * What a client is told of a failure, in OpenAI's shape.
 *
 * @param status of HTTP
 * @param type the family that clients look at
 * @param code what has happened, stable
 * @param param the part of the request that is wrong, if one is
 * @param message a sentence for a person
 */
public record ApiError(
        int status, String type, String code, Optional<String> param, String message) {

    private static final String INVALID = "invalid_request_error";

    /** Says what the table of errors says of it. */
    public static ApiError of(MingleException error) {
        return new ApiError(
                error.kind().httpStatus(),
                type(error.kind().httpStatus()),
                error.code(),
                Optional.empty(),
                error.getMessage());
    }

    /** Says that a part of the request cannot be right. */
    public static ApiError invalid(String param, String message) {
        return new ApiError(400, INVALID, "invalid-request", Optional.of(param), message);
    }

    /** Says that there is no such thing. */
    public static ApiError notFound(String code, String message) {
        return new ApiError(404, INVALID, code, Optional.empty(), message);
    }

    /** Says something of this interface alone. */
    public static ApiError of(int status, String code, String message) {
        return new ApiError(status, type(status), code, Optional.empty(), message);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? INVALID : "server_error";
        };
    }

    /** Tells whether the same request may succeed a little later. */
    public boolean passes() {
        return status == 429 || status == 503;
    }

    public ObjectNode json() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param.orElse(null))
                .put("code", code);
        return body;
    }
}
