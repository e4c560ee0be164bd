package io.mingle.api.error;

/**
 * A request that cannot be right: a missing or contradictory argument, a value out of its range.
 *
 * <p>The caller has to change the request.
 */
public final class InvalidRequestException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public InvalidRequestException(String message) {
        super(ErrorCode.INVALID_REQUEST, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public InvalidRequestException(String message, Throwable cause) {
        super(ErrorCode.INVALID_REQUEST, message, cause);
    }
}
