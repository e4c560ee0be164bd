package io.mingle.thinker.prompt;

/** Who speaks; the names are those of the template. */
public enum Role {
    /** The one who asks. */
    HUMAN,
    /** The model. */
    ASSISTANT
}
