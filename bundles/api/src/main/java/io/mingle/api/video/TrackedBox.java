package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Box;
import java.util.Optional;

/**
 * Where a thing is in a frame.
 *
 * @param frame the frame's number, from 0
 * @param seconds when it is shown
 * @param width pixels in a row of the frame
 * @param height rows of the frame
 * @param box the place, in pixels of the frame; empty if the thing was not found there
 */
public record TrackedBox(int frame, double seconds, int width, int height, Optional<Box> box) {

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException if a number is out of its range or the box is null
     */
    public TrackedBox {
        if (frame < 0 || !(seconds >= 0) || width < 1 || height < 1 || box == null) {
            throw new InvalidRequestException(
                    "A place in frame %s at %s seconds was given, of %s × %s pixels."
                            .formatted(frame, seconds, width, height));
        }
    }
}
