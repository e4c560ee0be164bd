package io.mingle.api.error;

/** A fault of Mingle itself, or of a bundle it runs; the cause tells which. */
public final class InternalException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public InternalException(String message) {
        super(ErrorCode.INTERNAL, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public InternalException(String message, Throwable cause) {
        super(ErrorCode.INTERNAL, message, cause);
    }
}
