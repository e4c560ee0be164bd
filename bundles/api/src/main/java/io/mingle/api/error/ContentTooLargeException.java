package io.mingle.api.error;

/**
 * Content that is larger, or would decode to something larger, than is accepted.
 *
 * <p>Thrown before the memory for it is taken.
 */
public final class ContentTooLargeException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public ContentTooLargeException(String message) {
        super(ErrorCode.CONTENT_TOO_LARGE, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public ContentTooLargeException(String message, Throwable cause) {
        super(ErrorCode.CONTENT_TOO_LARGE, message, cause);
    }
}
