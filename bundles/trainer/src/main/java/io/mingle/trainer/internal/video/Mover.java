package io.mingle.trainer.internal.video;

import io.mingle.trainer.data.Labels;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A shape that appears, moves along a straight line, and may come to a stop.
 *
 * @param tone its colour, 0xRRGGBB
 * @param side its longer side in pixels
 * @param x its middle when it appears
 * @param y as {@code x}
 * @param speed pixels from frame to frame; 0 if it never moves
 * @param from the first frame, counted from 0, on which it is
 * @param stop the first frame on which it is where it stays; the number of frames if it moves to
 *     the end
 */
record Mover(
        ShapeKind kind,
        ShapeColour colour,
        int tone,
        double side,
        double x,
        double y,
        Direction direction,
        double speed,
        int from,
        int stop) {

    private static final int SLICES = 7;

    /** Returns what people call it, for example {@code red circle}. */
    String words() {
        return colour.word() + " " + kind.word();
    }

    boolean moves() {
        return speed > 0;
    }

    /** Tells whether it comes to a stop while it is watched. */
    boolean stops(int frames) {
        return moves() && stop < frames;
    }

    /** Returns its outline on a frame on which it is. */
    Shape at(int frame) {
        double way = speed * Math.max(0, Math.min(frame, stop) - from);
        AffineTransform place =
                AffineTransform.getTranslateInstance(
                        x + way * direction.x(), y + way * direction.y());
        place.scale(side, side);
        return place.createTransformedShape(kind.outline());
    }

    /** Returns the box of all places where it is. */
    Rectangle2D track(int frames) {
        return at(from).getBounds2D().createUnion(at(frames).getBounds2D());
    }

    /** Names what is where on a frame: level slices that lie inside the shape. */
    List<Mark> marks(int frame) {
        Shape shape = at(frame);
        Rectangle2D box = shape.getBounds2D();
        double high = box.getHeight() / SLICES;
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            double middle = box.getMinY() + (i + 0.5) * high;
            double left = edge(shape, box, middle, 1);
            double right = edge(shape, box, middle, -1);
            if (right > left) {
                marks.add(
                        new Mark(
                                left,
                                middle - high / 2,
                                right,
                                middle + high / 2,
                                Labels.shape(kind, colour)));
            }
        }
        return marks;
    }

    /** Walks from a side of the box to where the shape begins. */
    private static double edge(Shape shape, Rectangle2D box, double y, int step) {
        double at = step > 0 ? box.getMinX() : box.getMaxX();
        while (box.contains(at, y) && !shape.contains(at, y) || at == box.getMaxX()) {
            at += step * 0.5;
        }
        return at;
    }
}
