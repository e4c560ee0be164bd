package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.awt.Rectangle;
import java.util.Optional;

/**
 * A shape that was found in a picture.
 *
 * @param kind empty if it looks like none
 * @param box in pixels
 */
record FoundShape(Optional<ShapeKind> kind, ShapeColour colour, Rectangle box) {

    boolean fits(Group group) {
        return kind.map(it -> group.fits(it, colour)).orElse(false);
    }
}
