package io.mingle.engine.internal;

/**
 * Says why there is no engine; the message is what {@code EngineStatus.explanation()} will tell.
 */
final class EngineMissingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EngineMissingException(String message) {
        super(message);
    }

    EngineMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
