package io.mingle.api.video;

/** How often a video is gone through to answer a question. */
public enum Passes {
    /** Twice if the frames of one pass would be more than eight seconds apart, else once. */
    AUTO,
    /** Once: frames from the whole of it, at equal distances. */
    ONE,
    /**
     * Twice: first roughly, part by part, then the parts that have to do with the question closely.
     */
    TWO
}
