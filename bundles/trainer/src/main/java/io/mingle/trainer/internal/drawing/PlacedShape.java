package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * An upright shape somewhere on a square canvas whose side is 1.
 *
 * @param tone of its colour, 0xRRGGBB
 * @param x of the middle of its box, from the left
 * @param y of the middle of its box, from above
 * @param side the longer one of its box
 */
record PlacedShape(ShapeKind kind, ShapeColour colour, int tone, double x, double y, double side) {

    /** Returns its edge in pixels, on a canvas that is {@code canvas} pixels wide and high. */
    Shape outline(double canvas) {
        AffineTransform place = AffineTransform.getTranslateInstance(x * canvas, y * canvas);
        place.scale(side * canvas, side * canvas);
        return place.createTransformedShape(kind.outline());
    }

    /** Returns the smallest rectangle around it. */
    Rectangle2D box() {
        return outline(1).getBounds2D();
    }

    /** Returns the same shape in the plain tone of another colour. */
    PlacedShape in(ShapeColour other) {
        return new PlacedShape(kind, other, other.plain(), x, y, side);
    }

    /** Returns another shape of the same tone in its place. */
    PlacedShape as(ShapeKind other) {
        return new PlacedShape(other, colour, tone, x, y, side);
    }

    /** Tells whether two shapes are nearer to each other than {@code gap}, box to box. */
    boolean isNear(PlacedShape other, double gap) {
        Rectangle2D own = box();
        return new Rectangle2D.Double(
                        own.getX() - gap,
                        own.getY() - gap,
                        own.getWidth() + 2 * gap,
                        own.getHeight() + 2 * gap)
                .intersects(other.box());
    }
}
