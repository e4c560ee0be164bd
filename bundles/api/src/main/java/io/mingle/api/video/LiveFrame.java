package io.mingle.api.video;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;

/**
 * A frame of a stream.
 *
 * @param seconds when it was taken, from the beginning of the stream
 * @param picture what it shows
 */
public record LiveFrame(double seconds, Picture picture) {

    /**
     * Checks that both are there.
     *
     * @throws InvalidRequestException if there is no picture, or the time is negative or no number
     */
    public LiveFrame {
        if (!(seconds >= 0) || Double.isInfinite(seconds) || picture == null) {
            throw new InvalidRequestException(
                    "A frame of a stream was given at %s seconds, with the picture %s. Give both, the time from the beginning of the stream."
                            .formatted(seconds, picture));
        }
    }
}
