package io.mingle.api.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to change in a picture.
 *
 * @param picture the picture; of several pages the first
 * @param instruction what to change, for example {@code make the circle green}
 * @param mask a picture of the same shape that is transparent, or black where it has no
 *     transparency, in those places that may change; all may if there is none
 * @param beside further pictures that the instruction speaks of, at most {@value #MOST_BESIDE}; the
 *     model sees them after the one that is changed, and changes none of them; copied
 */
public record Edit(
        Picture picture, String instruction, Optional<Picture> mask, List<Picture> beside) {

    /** The most pictures that may be seen besides the one that is changed. */
    public static final int MOST_BESIDE = 15;

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null, the instruction is blank, or there
     *     are too many pictures
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
        if (beside == null
                || beside.size() > MOST_BESIDE
                || beside.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(
                    "An edit was asked for with %s pictures besides the one that is changed. Give a list of at most %s."
                            .formatted(beside == null ? "no list of" : beside.size(), MOST_BESIDE));
        }
        beside = List.copyOf(beside);
    }

    /** Asks for a change with that picture alone. */
    public Edit(Picture picture, String instruction, Optional<Picture> mask) {
        this(picture, instruction, mask, List.of());
    }

    /** Asks for a change of all of a picture. */
    public Edit(Picture picture, String instruction) {
        this(picture, instruction, Optional.empty());
    }
}
