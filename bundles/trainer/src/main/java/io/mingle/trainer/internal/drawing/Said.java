package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.util.List;
import java.util.Optional;

/**
 * What a prompt says, as labels: of a first and a second group kind, colour and count, and what is
 * to be done. A condition from which they can be read has understood the prompt, which is learnt
 * much sooner from them than from noise.
 */
final class Said {

    /** How many there are of each label; 0 means none, or any. */
    static final List<Integer> CLASSES = List.of(5, 9, 5, 5, 9, 5, 15);

    private static final int RELATIONS = 1;
    private static final int CHANGES = RELATIONS + Relation.values().length;
    private static final int SIGHTS = CHANGES + Change.Sort.values().length;

    private Said() {}

    static int[] of(Wish wish) {
        return labels(
                wish.groups().stream().findFirst().map(Said::thing),
                wish.groups().stream().skip(1).findFirst().map(Said::thing),
                wish.relation().map(it -> RELATIONS + it.ordinal()).orElse(0));
    }

    /**
     * Labels a change.
     *
     * @param old what the shape is called that is there
     */
    static int[] of(Change change, Optional<Naming> old) {
        return labels(
                old.map(Said::thing),
                change.fresh().map(it -> fresh(change.sort(), it)),
                CHANGES + change.sort().ordinal());
    }

    /**
     * Labels what is to be seen.
     *
     * @param name of what is meant
     */
    static int[] of(Sight sight, Optional<Naming> name) {
        return labels(name.map(Said::thing), Optional.empty(), SIGHTS + sight.sort().ordinal());
    }

    /** What is told of things. */
    private record Thing(Optional<ShapeKind> kind, Optional<ShapeColour> colour, int count) {}

    private static Thing thing(Group group) {
        return new Thing(Optional.of(group.kind()), group.colour(), group.count());
    }

    private static Thing thing(Naming name) {
        return new Thing(name.kind(), name.colour(), 1);
    }

    /** Of another colour or another shape, nothing else is told. */
    private static Thing fresh(Change.Sort sort, PlacedShape shape) {
        return new Thing(
                sort == Change.Sort.COLOUR ? Optional.empty() : Optional.of(shape.kind()),
                sort == Change.Sort.REPLACE ? Optional.empty() : Optional.of(shape.colour()),
                1);
    }

    private static int[] labels(Optional<Thing> first, Optional<Thing> second, int deed) {
        return new int[] {
            kind(first),
            colour(first),
            count(first),
            kind(second),
            colour(second),
            count(second),
            deed
        };
    }

    private static int kind(Optional<Thing> thing) {
        return thing.flatMap(Thing::kind).map(it -> 1 + it.ordinal()).orElse(0);
    }

    private static int colour(Optional<Thing> thing) {
        return thing.flatMap(Thing::colour).map(it -> 1 + it.ordinal()).orElse(0);
    }

    private static int count(Optional<Thing> thing) {
        return thing.map(Thing::count).orElse(0);
    }
}
