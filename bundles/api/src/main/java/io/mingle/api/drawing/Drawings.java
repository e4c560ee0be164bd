package io.mingle.api.drawing;

import java.util.List;

/**
 * What was drawn.
 *
 * @param pictures in the order of their seeds, at least one; copied
 */
public record Drawings(List<DrawnPicture> pictures) {

    /** Copies the list. */
    public Drawings {
        pictures = List.copyOf(pictures);
    }

    /** Returns the first picture. */
    public DrawnPicture first() {
        return pictures.get(0);
    }
}
