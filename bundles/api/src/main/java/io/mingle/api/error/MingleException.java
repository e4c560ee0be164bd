package io.mingle.api.error;

/**
 * The root of all errors that Mingle reports to its callers.
 *
 * <p>The family is closed: a host that knows the codes knows every error. A message says what was
 * asked, what was found, and what to do next, in one paragraph that can be shown to a person as it
 * is.
 */
public abstract sealed class MingleException extends RuntimeException
        permits InvalidRequestException,
                UnreadableContentException,
                ContentTooLargeException,
                BrokenModelException,
                EngineUnavailableException,
                SkillUnavailableException,
                CancelledException,
                InternalException,
                MemoryRefusedException {

    private static final long serialVersionUID = 1L;

    MingleException(String message) {
        super(message);
    }

    MingleException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns the stable name of this kind of error, in lower case with hyphens.
     *
     * @return the code; the same in every version and in every language
     */
    public abstract String code();

    /**
     * Tells whether the same request may succeed if it is simply made again later.
     *
     * @return true if a retry makes sense
     */
    public boolean retryable() {
        return false;
    }
}
