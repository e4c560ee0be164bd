package io.mingle.thinker.prompt;

/**
 * The patch grid of a prepared picture or video.
 *
 * @param time patches in time; 1 for a picture
 * @param height rows of patches
 * @param width patches in a row
 */
public record Grid(int time, int height, int width) {

    /** Returns the number of patches. */
    public int patches() {
        return time * height * width;
    }

    /** Returns the number of decoder tokens for merge blocks of {@code merge} × {@code merge}. */
    public int tokens(int merge) {
        return patches() / (merge * merge);
    }
}
