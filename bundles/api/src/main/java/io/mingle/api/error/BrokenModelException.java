package io.mingle.api.error;

/**
 * A model folder that does not fit: a missing file, a tensor of the wrong shape, a damaged header.
 */
public final class BrokenModelException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public BrokenModelException(String message) {
        super(ErrorCode.BROKEN_MODEL, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public BrokenModelException(String message, Throwable cause) {
        super(ErrorCode.BROKEN_MODEL, message, cause);
    }
}
