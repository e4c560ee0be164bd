package io.mingle.trainer.data;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * Says what is drawn in one rectangle of a picture; the dense supervision of training.
 *
 * <p>Several marks may belong to one thing: a star is marked by slices that lie inside the star.
 *
 * @param x0 left edge in pixels of the drawn picture
 * @param y0 upper edge
 * @param x1 right edge, greater than {@code x0}
 * @param y1 lower edge, greater than {@code y0}
 * @param label an index of {@link Labels}, never {@link Labels#NOTHING}
 */
public record Mark(double x0, double y0, double x1, double y1, int label) {

    /** Returns where it is, in pixels. */
    public Rectangle2D bounds() {
        return new Rectangle2D.Double(x0, y0, x1 - x0, y1 - y0);
    }

    /** Returns the box around marks, in pixels; nothing where there are none. */
    public static Optional<Rectangle2D> around(List<Mark> marks) {
        return marks.stream().map(Mark::bounds).reduce(Rectangle2D::createUnion);
    }
}
