package io.mingle.api.error;

/**
 * The kinds of errors, and what each means for machines and for people. This is the one table of
 * them: hosts take exit codes and statuses from it, and docs/errors.md is made from it.
 */
public enum ErrorCode {
    /** A request that cannot be right. */
    INVALID_REQUEST(
            "invalid-request",
            2,
            400,
            false,
            "An argument is missing, contradicts another one, or is out of its range.",
            "Change the request as the message says."),
    /** Content that is not what it should be. */
    UNREADABLE_CONTENT(
            "unreadable-content",
            4,
            422,
            false,
            "A picture, sound, video or other file is missing, damaged or of an unknown format.",
            "Check the file, or save it in a common format."),
    /** Content that is larger than is accepted. */
    CONTENT_TOO_LARGE(
            "content-too-large",
            5,
            413,
            false,
            "Content is larger, or would decode to something larger, than is accepted.",
            "Send it smaller, or in parts."),
    /** More has been said and shown than the model can read at once. */
    CONVERSATION_TOO_LONG(
            "conversation-too-long",
            10,
            413,
            false,
            "A conversation has more tokens than the model can read.",
            "Shorten it, begin a new one, or send fewer or smaller pictures, videos and sounds."),
    /** A model folder that does not fit. */
    BROKEN_MODEL(
            "broken-model",
            6,
            500,
            false,
            "The model folder lacks something, is damaged, or cannot do what was asked.",
            "Run `mingle inspect` on it; fetch it again or use another model."),
    /** Native code that cannot be used. */
    ENGINE_UNAVAILABLE(
            "engine-unavailable",
            7,
            500,
            false,
            "The tensor engine or the decoder of media files cannot be used on this machine.",
            "Install what the message names."),
    /** Nobody who provides it, now. */
    SKILL_UNAVAILABLE(
            "skill-unavailable",
            8,
            503,
            true,
            "Nobody provides what was asked for, at least not now.",
            "Ask again; if it stays away, `mingle skills` tells why."),
    /** Not enough memory. */
    MEMORY_REFUSED(
            "memory-refused",
            9,
            503,
            true,
            "The memory ledger refused an allocation instead of letting the process die of it.",
            "Ask again when other work has ended; ask for less, or raise the limit."),
    /** A disk that is full, a folder that is somebody else's. */
    UNWRITABLE_OUTPUT(
            "unwritable-output",
            3,
            507,
            false,
            "What was made, or has to be kept meanwhile, cannot be written where it is to go.",
            "Free some space, see whether it may be written there, or name another place."),
    /** Ended by who asked. */
    CANCELLED(
            "cancelled",
            130,
            499,
            true,
            "The caller, or a time limit that the caller set, ended it before it was finished.",
            "Ask again if it is still wanted."),
    /** A fault of Mingle. */
    INTERNAL(
            "internal",
            1,
            500,
            false,
            "A fault of Mingle itself, or of a bundle that it runs.",
            "Report it, with the log.");

    private final String text;
    private final int exitCode;
    private final int httpStatus;
    private final boolean retryable;
    private final String meaning;
    private final String remedy;

    ErrorCode(
            String text,
            int exitCode,
            int httpStatus,
            boolean retryable,
            String meaning,
            String remedy) {
        this.text = text;
        this.exitCode = exitCode;
        this.httpStatus = httpStatus;
        this.retryable = retryable;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /**
     * Returns the stable name of this kind, in lower case with hyphens.
     *
     * @return the same in every version and in every language
     */
    public String text() {
        return text;
    }

    /**
     * Returns what a process that failed with it ends with.
     *
     * @return 1 to 255
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * Returns what an HTTP server answers with (RFC 9110; 499 is the custom of proxies for a client
     * that has gone).
     *
     * @return 400 to 599
     */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * Tells whether the same request may succeed if it is simply made again later.
     *
     * @return true if a retry makes sense
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Says what has happened.
     *
     * @return a sentence for people
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Says what to do about it in general; an error's own message knows more.
     *
     * @return a sentence for people
     */
    public String remedy() {
        return remedy;
    }
}
