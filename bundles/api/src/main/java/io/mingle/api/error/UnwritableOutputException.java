package io.mingle.api.error;

/**
 * What was made, or has to be kept meanwhile, cannot be written: a full disk, a folder that may not
 * be written to.
 *
 * <p>Nothing is wrong with the request; what it asked for is lost unless the message says
 * otherwise.
 */
public final class UnwritableOutputException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public UnwritableOutputException(String message) {
        super(ErrorCode.UNWRITABLE_OUTPUT, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public UnwritableOutputException(String message, Throwable cause) {
        super(ErrorCode.UNWRITABLE_OUTPUT, message, cause);
    }
}
