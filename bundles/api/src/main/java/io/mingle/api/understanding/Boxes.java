package io.mingle.api.understanding;

import java.util.List;

/**
 * Where something was found in a picture.
 *
 * @param boxes the places, possibly none; copied
 */
public record Boxes(List<Box> boxes) {

    /** Copies the list. */
    public Boxes {
        boxes = List.copyOf(boxes);
    }
}
