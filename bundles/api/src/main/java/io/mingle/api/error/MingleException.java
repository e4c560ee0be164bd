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
                ConversationTooLongException,
                BrokenModelException,
                EngineUnavailableException,
                SkillUnavailableException,
                UnwritableOutputException,
                CancelledException,
                InternalException,
                MemoryRefusedException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode kind;

    MingleException(ErrorCode kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * Returns what kind of error this is, and so what it means for machines and people.
     *
     * @return the same for all errors of a class
     */
    public ErrorCode kind() {
        return kind;
    }

    /**
     * Returns the stable name of this kind of error, in lower case with hyphens.
     *
     * @return the text of its {@link #kind}
     */
    public String code() {
        return kind.text();
    }

    /**
     * Tells whether the same request may succeed if it is simply made again later.
     *
     * @return as its {@link #kind} says
     */
    public boolean retryable() {
        return kind.retryable();
    }
}
