package io.mingle.api.error;

/**
 * The caller, or a time limit that the caller set, ended a generation before it was finished.
 *
 * <p>The request itself was fine and may be made again.
 */
public final class CancelledException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public CancelledException(String message) {
        super(ErrorCode.CANCELLED, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public CancelledException(String message, Throwable cause) {
        super(ErrorCode.CANCELLED, message, cause);
    }
}
