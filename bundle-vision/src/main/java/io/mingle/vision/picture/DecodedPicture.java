package io.mingle.vision.picture;

import java.util.List;

/**
 * A picture, or a page of one, and what was lost on the way.
 *
 * @param picture upright, without transparency
 * @param warnings sentences for a person, each with the file's name; none if nothing was lost
 */
public record DecodedPicture(RgbPicture picture, List<String> warnings) {

    /** Keeps a copy of the list. */
    public DecodedPicture {
        warnings = List.copyOf(warnings);
    }
}
