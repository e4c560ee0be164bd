package io.mingle.trainer.internal.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Names one shape of a picture so that no other can be meant. */
final class Naming {

    private Naming() {}

    /** Tells whether there is no other shape of its kind and colour. */
    static boolean isSingle(Layout layout, PlacedShape shape) {
        return layout.count(it -> it.kind() == shape.kind() && it.colour() == shape.colour()) == 1;
    }

    /** Names a single shape: {@code the red circle}, {@code the star}, {@code the blue shape}. */
    static String english(SplittableRandom random, Layout layout, PlacedShape shape) {
        List<String> names = new ArrayList<>();
        String full = "the " + shape.colour().word() + " " + shape.kind().word();
        names.add(full);
        names.add(full);
        if (layout.count(it -> it.kind() == shape.kind()) == 1) {
            names.add("the " + shape.kind().word());
        }
        if (layout.count(it -> it.colour() == shape.colour()) == 1) {
            names.add("the " + shape.colour().word() + " shape");
        }
        return Words.any(random, names);
    }

    /** Names a single shape: {@code 红色的圆形}. */
    static String chinese(SplittableRandom random, Layout layout, PlacedShape shape) {
        List<String> names = new ArrayList<>();
        String kind = Words.any(random, Words.KINDS.get(shape.kind()));
        names.add(Words.COLOURS.get(shape.colour()) + "的" + kind);
        if (layout.count(it -> it.kind() == shape.kind()) == 1) {
            names.add(kind);
        }
        if (layout.count(it -> it.colour() == shape.colour()) == 1) {
            names.add(Words.COLOURS.get(shape.colour()) + "的形状");
        }
        return Words.any(random, names);
    }
}
