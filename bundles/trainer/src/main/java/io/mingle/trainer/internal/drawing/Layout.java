package io.mingle.trainer.internal.drawing;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which shapes lie where on a square ground.
 *
 * @param ground the colour behind the shapes, 0xRRGGBB
 * @param shapes in the order of painting; they do not touch
 */
record Layout(int ground, List<PlacedShape> shapes) {

    /** Copies the list. */
    Layout {
        shapes = List.copyOf(shapes);
    }

    /** Counts the shapes for which a condition holds. */
    int count(Predicate<PlacedShape> condition) {
        return (int) shapes.stream().filter(condition).count();
    }

    /** Paints it on a canvas of {@code side} pixels. */
    Canvas paint(int side) {
        Canvas canvas = new Canvas(side, ground);
        shapes.forEach(shape -> canvas.fill(shape.outline(side), shape.tone(), 1));
        return canvas;
    }
}
