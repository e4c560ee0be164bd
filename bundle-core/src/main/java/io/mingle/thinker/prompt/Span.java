package io.mingle.thinker.prompt;

/**
 * Some tokens of a prompt that follow one another.
 *
 * @param start index of the first
 * @param length how many
 */
public record Span(int start, int length) {

    /** Returns the index after the last token. */
    public int end() {
        return start + length;
    }
}
