package io.mingle.trainer.internal.document;

import io.mingle.trainer.data.Mark;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/** Boxes of what is marked. */
final class Marks {

    private Marks() {}

    /** Returns the box around marks; nothing where all of them are off the canvas. */
    static Optional<Rectangle2D> around(List<Mark> marks) {
        return marks.stream().map(Mark::bounds).reduce(Rectangle2D::createUnion);
    }
}
