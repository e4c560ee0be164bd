package io.mingle.api.error;

/**
 * The tensor engine, or the decoder of media files, cannot be used on this machine, usually because
 * its natives are missing.
 */
public final class EngineUnavailableException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public EngineUnavailableException(String message) {
        super(ErrorCode.ENGINE_UNAVAILABLE, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public EngineUnavailableException(String message, Throwable cause) {
        super(ErrorCode.ENGINE_UNAVAILABLE, message, cause);
    }
}
