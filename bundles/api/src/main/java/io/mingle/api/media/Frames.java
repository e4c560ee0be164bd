package io.mingle.api.media;

/** Takes the frames of a video one after the other. */
@FunctionalInterface
public interface Frames {

    /**
     * Takes a frame. What is wanted of it must be kept before this returns.
     *
     * @param position of the frame's number among those that were asked for, from 0
     * @param width pixels in a row
     * @param height rows
     * @param rgb {@code [height, width, 3]}, 8 bits each; valid during the call only
     */
    void take(int position, int width, int height, byte[] rgb);
}
