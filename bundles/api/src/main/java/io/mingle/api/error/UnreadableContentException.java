package io.mingle.api.error;

/** Content that is not what it should be: a missing file, a damaged picture, an unknown format. */
public final class UnreadableContentException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public UnreadableContentException(String message) {
        super(ErrorCode.UNREADABLE_CONTENT, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public UnreadableContentException(String message, Throwable cause) {
        super(ErrorCode.UNREADABLE_CONTENT, message, cause);
    }
}
