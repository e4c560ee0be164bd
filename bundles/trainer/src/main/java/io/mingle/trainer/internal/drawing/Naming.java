package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Names one shape of a picture so that no other can be meant: {@code the red circle}, {@code the
 * star}, {@code the blue shape}.
 *
 * @param kind empty if its colour alone is told
 * @param colour empty if its kind alone is told
 */
record Naming(Optional<ShapeKind> kind, Optional<ShapeColour> colour) {

    /** Tells whether there is no other shape of its kind and colour. */
    static boolean isSingle(Layout layout, PlacedShape shape) {
        return layout.count(it -> it.kind() == shape.kind() && it.colour() == shape.colour()) == 1;
    }

    /** Names a single shape. */
    static Naming of(SplittableRandom random, Layout layout, PlacedShape shape) {
        Optional<ShapeKind> kind = Optional.of(shape.kind());
        Optional<ShapeColour> colour = Optional.of(shape.colour());
        Naming full = new Naming(kind, colour);
        List<Naming> names = new ArrayList<>(List.of(full, full));
        if (layout.count(it -> it.kind() == shape.kind()) == 1) {
            names.add(new Naming(kind, Optional.empty()));
        }
        if (layout.count(it -> it.colour() == shape.colour()) == 1) {
            names.add(new Naming(Optional.empty(), colour));
        }
        return Words.any(random, names);
    }

    String english() {
        return "the "
                + colour.map(it -> it.word() + " ").orElse("")
                + kind.map(ShapeKind::word).orElse("shape");
    }

    /** Says it in Chinese: {@code 红色的圆形}. */
    String chinese(SplittableRandom random) {
        return colour.map(it -> Words.COLOURS.get(it) + "的").orElse("")
                + kind.map(it -> Words.any(random, Words.KINDS.get(it))).orElse("形状");
    }
}
