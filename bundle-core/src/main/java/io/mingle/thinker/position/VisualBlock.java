package io.mingle.thinker.position;

/**
 * The visual tokens of one picture or video in a prompt.
 *
 * @param start index of the first of them among the prompt's tokens
 * @param time steps in time; 1 for a picture
 * @param height rows of tokens
 * @param width tokens in a row
 */
public record VisualBlock(int start, int time, int height, int width) {

    /** Checks that the numbers can be right. */
    public VisualBlock {
        if (start < 0 || time < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a block of visual tokens cannot be at "
                            + start
                            + " with the grid ["
                            + time
                            + ", "
                            + height
                            + ", "
                            + width
                            + "]");
        }
        Math.multiplyExact(Math.multiplyExact(time, height), width);
    }

    /**
     * Returns the number of tokens.
     *
     * @return time × height × width
     */
    public int tokens() {
        return time * height * width;
    }

    /**
     * Returns where the text goes on.
     *
     * @return the index after the last token
     */
    public int end() {
        return Math.addExact(start, tokens());
    }
}
