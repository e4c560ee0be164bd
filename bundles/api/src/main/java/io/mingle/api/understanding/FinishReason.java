package io.mingle.api.understanding;

/** Why an answer ended by itself. */
public enum FinishReason {
    /** The model said that it has no more to say. */
    STOP,
    /** One of the stop texts that the question named would have followed. */
    STOP_STRING,
    /**
     * The limit on new tokens, or the model's context, was reached; the answer may be incomplete.
     */
    LENGTH
}
