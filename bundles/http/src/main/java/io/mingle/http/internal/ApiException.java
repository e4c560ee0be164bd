package io.mingle.http.internal;

/** Ends a request with an error that only this interface knows. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public ApiException(ApiError error) {
        super(error.message());
        this.error = error;
    }

    /** Refuses a request for one of its parts. */
    public static ApiException invalid(String param, String message) {
        return new ApiException(ApiError.invalid(param, message));
    }

    public ApiError error() {
        return error;
    }
}
