package io.mingle.api.error;

/**
 * Nobody provides what was asked for, at least not now.
 *
 * <p>A provider may come or come back, so the request may be made again later.
 */
public final class SkillUnavailableException extends MingleException {

    private static final long serialVersionUID = 1L;

    private final boolean absent;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     */
    public SkillUnavailableException(String message) {
        this(message, null);
    }

    /**
     * Creates the error with what led to it.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public SkillUnavailableException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private SkillUnavailableException(String message, Throwable cause, boolean absent) {
        super(ErrorCode.SKILL_UNAVAILABLE, message, cause);
        this.absent = absent;
    }

    /**
     * Creates the error of one who has waited for a provider in vain.
     *
     * @param message what was asked, what was found, and what to do next
     * @param cause what led to it, or null
     */
    public static SkillUnavailableException absent(String message, Throwable cause) {
        return new SkillUnavailableException(message, cause, true);
    }

    /**
     * Tells whether no provider came for as long as one was waited for. Who outlasts replacements
     * does not wait for it again: where a provider is replaced under a call, that ends with an
     * error of which this is false.
     */
    public boolean isAbsent() {
        return absent;
    }
}
