package io.mingle.api.error;

/**
 * A conversation that has more tokens than the model can read, with its pictures, videos and
 * sounds.
 *
 * <p>Says how many it has and how many it may have. Who keeps a history can leave out its beginning
 * and ask again.
 */
public final class ConversationTooLongException extends MingleException {

    private static final long serialVersionUID = 1L;

    private final int tokens;
    private final int limit;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     * @param tokens how many tokens the conversation has
     * @param limit how many it may have
     */
    public ConversationTooLongException(String message, int tokens, int limit) {
        super(ErrorCode.CONVERSATION_TOO_LONG, message, null);
        this.tokens = tokens;
        this.limit = limit;
    }

    /**
     * Returns how long the conversation is.
     *
     * @return tokens, more than {@link #limit}
     */
    public int tokens() {
        return tokens;
    }

    /**
     * Returns how long it may be.
     *
     * @return tokens
     */
    public int limit() {
        return limit;
    }
}
