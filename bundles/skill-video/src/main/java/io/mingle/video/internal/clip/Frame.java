package io.mingle.video.internal.clip;

/** Takes frames of a clip, one after the other. */
@FunctionalInterface
public interface Frame {

    /**
     * Takes one.
     *
     * @param number its number in the clip, from 0
     * @param width pixels in a row
     * @param height rows
     * @param rgb {@code [height, width, 3]}, 8 bits each; valid during the call only
     */
    void take(int number, int width, int height, byte[] rgb);
}
