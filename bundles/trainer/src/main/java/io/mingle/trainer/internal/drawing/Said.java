package io.mingle.trainer.internal.drawing;

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

    /** The label of what is not told; losses pass it over. */
    static final int UNKNOWN = -100;

    private static final int RELATIONS = 1;
    private static final int CHANGES = RELATIONS + Relation.values().length;
    private static final int SIGHTS = CHANGES + Change.Sort.values().length;

    private Said() {}

    static int[] of(Wish wish) {
        return labels(
                wish.groups().stream().findFirst(),
                wish.groups().stream().skip(1).findFirst(),
                wish.relation().map(it -> RELATIONS + it.ordinal()).orElse(0));
    }

    static int[] of(Change change) {
        return labels(
                change.old().map(Said::group),
                change.fresh().map(Said::group),
                CHANGES + change.sort().ordinal());
    }

    static int[] of(Sight sight) {
        return labels(
                sight.meant().map(Said::group), Optional.empty(), SIGHTS + sight.sort().ordinal());
    }

    private static Group group(PlacedShape shape) {
        return Group.of(1, shape.colour(), shape.kind());
    }

    private static int[] labels(Optional<Group> first, Optional<Group> second, int deed) {
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

    private static int kind(Optional<Group> group) {
        return group.map(it -> 1 + it.kind().ordinal()).orElse(0);
    }

    private static int colour(Optional<Group> group) {
        return group.flatMap(Group::colour).map(it -> 1 + it.ordinal()).orElse(0);
    }

    private static int count(Optional<Group> group) {
        return group.map(Group::count).orElse(0);
    }
}
