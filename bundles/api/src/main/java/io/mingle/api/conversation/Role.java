package io.mingle.api.conversation;

/** Who speaks. */
public enum Role {
    /** Who sets the scene: how answers are to be, before anybody asks. */
    SYSTEM,
    /** Who asks. */
    USER,
    /** The model. */
    ASSISTANT
}
