package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Tells people what was found, for example "yellow star at 10, 14". */
    static String words(List<FoundShape> found) {
        return found.stream()
                .map(
                        it ->
                                words(
                                        it.colour,
                                        it.kind.map(ShapeKind::word).orElse("shape"),
                                        it.box.getCenterX(),
                                        it.box.getCenterY()))
                .collect(Collectors.joining("; "));
    }

    /**
     * Tells people in the same words what should be found.
     *
     * @param side of the picture in pixels
     */
    static String words(Layout layout, int side) {
        return layout.shapes().stream()
                .map(it -> words(it.colour(), it.kind().word(), it.x() * side, it.y() * side))
                .collect(Collectors.joining("; "));
    }

    private static String words(ShapeColour colour, String kind, double x, double y) {
        return "%s %s at %s, %s".formatted(colour.word(), kind, Math.round(x), Math.round(y));
    }
}
