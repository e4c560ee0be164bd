package io.mingle.api.error;

/**
 * Nobody provides what was asked for, at least not now.
 *
 * <p>A provider may come or come back, so the request may be made again later.
 */
public final class SkillUnavailableException extends MingleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public SkillUnavailableException(String message) {
        super(message);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public SkillUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns {@code "skill-unavailable"}. */
    @Override
    public String code() {
        return "skill-unavailable";
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
