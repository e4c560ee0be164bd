package io.mingle.api.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Update;

/**
 * What a picture looks like so far.
 *
 * @param index which of the pictures that were asked for, from 0
 * @param step how many steps of denoising are done
 * @param of how many there are
 * @param picture a PNG file of the size of the picture or smaller
 */
public record PicturePreview(int index, int step, int of, Picture picture) implements Update {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if there is no picture, or a number is out of its range
     */
    public PicturePreview {
        if (picture == null || index < 0 || step < 0 || step > of) {
            throw new InvalidRequestException(
                    "A preview was reported of picture %s, step %s of %s, as %s."
                            .formatted(index, step, of, picture));
        }
    }
}
