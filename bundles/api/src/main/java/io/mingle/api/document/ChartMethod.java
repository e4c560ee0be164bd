package io.mingle.api.document;

/** How a question about a chart is answered. */
public enum ChartMethod {
    /** The model says the answer at once. */
    DIRECT,
    /** The model reasons in words first. */
    THINKING,
    /**
     * The model writes a small program, whose result is the answer: what is counted and divided is
     * then computed, not guessed.
     */
    PROGRAM
}
