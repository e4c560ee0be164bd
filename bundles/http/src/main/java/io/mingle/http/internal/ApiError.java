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
 * @param retryAfter in how many seconds the same request may succeed; 0 where nobody knows
 */
public record ApiError(
        int status,
        String type,
        String code,
        Optional<String> param,
        String message,
        long retryAfter) {

    private static final String INVALID = "invalid_request_error";

    /** Says what the table of errors says of it. */
    public static ApiError of(MingleException error) {
        return new ApiError(
                error.kind().httpStatus(),
                type(error.kind().httpStatus()),
                error.code(),
                Optional.empty(),
                error.getMessage(),
                error.kind().httpStatus() == 503 ? 1 : 0);
    }

    /** Says that a part of the request cannot be right. */
    public static ApiError invalid(String param, String message) {
        return new ApiError(400, INVALID, "invalid-request", Optional.of(param), message, 0);
    }

    /** Says that there is no such thing. */
    public static ApiError notFound(String code, String message) {
        return new ApiError(404, INVALID, code, Optional.empty(), message, 0);
    }

    /** Says something of this interface alone. */
    public static ApiError of(int status, String code, String message) {
        return new ApiError(
                status, type(status), code, Optional.empty(), message, status == 429 ? 1 : 0);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? INVALID : "server_error";
        };
    }

    /** Says which part of the request it is about. */
    public ApiError about(String part) {
        return new ApiError(status, type, code, Optional.of(part), message, retryAfter);
    }

    /** Says when to try again. */
    public ApiError after(long seconds) {
        return new ApiError(status, type, code, param, message, seconds);
    }

    /** Writes it in OpenAI's shape. */
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
