package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.util.Optional;

/**
 * Shapes that a prompt names together, such as two red circles.
 *
 * @param count 1 to 4
 * @param colour empty if any will do, for each shape another one
 */
record Group(int count, Optional<ShapeColour> colour, ShapeKind kind) {

    static Group of(int count, ShapeKind kind) {
        return new Group(count, Optional.empty(), kind);
    }

    static Group of(int count, ShapeColour colour, ShapeKind kind) {
        return new Group(count, Optional.of(colour), kind);
    }

    /** Tells whether a shape can be one of these. */
    boolean fits(ShapeKind shape, ShapeColour tone) {
        return shape == kind && colour.map(it -> it == tone).orElse(true);
    }

    /** Returns words in which no two different groups agree. */
    String key() {
        return count + " " + colour.map(ShapeColour::word).orElse("any") + " " + kind.word();
    }
}
