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
        super(ErrorCode.SKILL_UNAVAILABLE, message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public SkillUnavailableException(String message, Throwable cause) {
        super(ErrorCode.SKILL_UNAVAILABLE, message, cause);
    }
}
