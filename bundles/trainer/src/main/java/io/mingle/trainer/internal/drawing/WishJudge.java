package io.mingle.trainer.internal.drawing;

import io.mingle.vision.picture.RgbPicture;
import java.util.List;

/**
 * Tells whether a picture shows what was wished for, and nothing else: the right number of each
 * group, no shape beside these, and each of the first group on its side of each of the second.
 */
final class WishJudge {

    private WishJudge() {}

    static boolean isRight(Wish wish, RgbPicture picture) {
        List<FoundShape> found = ShapeDetector.find(picture);
        if (found.size() != wish.shapes()) {
            return false;
        }
        for (Group group : wish.groups()) {
            if (found.stream().filter(it -> it.fits(group)).count() != group.count()) {
                return false;
            }
        }
        return wish.relation().map(it -> holds(it, wish.groups(), found, picture)).orElse(true);
    }

    private static boolean holds(
            Relation relation, List<Group> groups, List<FoundShape> found, RgbPicture picture) {
        List<FoundShape> first = found.stream().filter(it -> it.fits(groups.get(0))).toList();
        List<FoundShape> second = found.stream().filter(it -> it.fits(groups.get(1))).toList();
        return first.stream()
                .allMatch(
                        one ->
                                second.stream()
                                        .allMatch(other -> holds(relation, one, other, picture)));
    }

    private static boolean holds(
            Relation relation, FoundShape one, FoundShape other, RgbPicture picture) {
        return relation.holds(
                (one.box().getCenterX() - other.box().getCenterX()) / picture.width(),
                (one.box().getCenterY() - other.box().getCenterY()) / picture.height());
    }
}
