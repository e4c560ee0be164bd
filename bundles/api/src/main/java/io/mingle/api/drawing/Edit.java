package io.mingle.api.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;

/**
 * What to change in a picture.
 *
 * @param picture the picture; of several pages the first
 * @param instruction what to change, for example {@code make the circle green}
 * @param mask a picture of the same shape that is transparent, or black where it has no
 *     transparency, in those places that may change; all may if there is none
 */
public record Edit(Picture picture, String instruction, Optional<Picture> mask) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null or the instruction is blank
     */
    public Edit {
        if (picture == null || instruction == null || instruction.isBlank() || mask == null) {
            throw new InvalidRequestException(
                    "An edit was asked for with the picture %s, %s and the mask %s. Give a picture, words that say what to change, and a mask or empty."
                            .formatted(
                                    picture,
                                    instruction == null || instruction.isBlank()
                                            ? "no instruction"
                                            : "an instruction",
                                    mask));
        }
    }

    /** Asks for a change of all of a picture. */
    public Edit(Picture picture, String instruction) {
        this(picture, instruction, Optional.empty());
    }
}
