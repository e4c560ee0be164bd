package io.mingle.api.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;

/**
 * A picture that the model drew.
 *
 * @param picture a PNG file, in whose text stand words, seed and settings, so that it can be drawn
 *     again
 * @param size of the picture
 * @param seed of its noise
 * @param steps of denoising
 * @param denoising how long the steps took
 * @param decoding how long it took to make pixels of what they came to
 */
public record DrawnPicture(
        Picture picture,
        PictureSize size,
        long seed,
        int steps,
        Duration denoising,
        Duration decoding) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public DrawnPicture {
        if (picture == null || size == null || denoising == null || decoding == null) {
            throw new InvalidRequestException(
                    "A drawn picture was reported without picture, size or times.");
        }
    }
}
