package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import io.mingle.vision.picture.RgbPicture;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShapeDetectorTest {

    private static final int COUNT = 600;
    private static final int SIDE = 64;

    @Test
    void findsKindColourAndPlaceInNearlyAllCleanPictures() {
        SplittableRandom random = new SplittableRandom(3);
        int right = 0;
        for (int i = 0; i < COUNT; i++) {
            Layout layout = Arrangement.any(random, random.nextInt(1, Wish.MOST + 1));
            right += agrees(layout, ShapeDetector.find(layout.paint(2 * SIDE).halved())) ? 1 : 0;
        }
        assertTrue(right >= 0.99 * COUNT, right + " of " + COUNT);
    }

    @Test
    void judgesNearlyAllPicturesOfWishesRight() {
        SplittableRandom random = new SplittableRandom(4);
        for (Wish.Subject subject : Wish.Subject.values()) {
            int right = 0;
            for (int i = 0; i < COUNT / 3; i++) {
                Wish wish = Wish.of(random, subject);
                RgbPicture picture = Arrangement.of(random, wish).paint(2 * SIDE).halved();
                right += WishJudge.isRight(wish, picture) ? 1 : 0;
            }
            assertTrue(right >= 0.99 * (COUNT / 3), subject + ": " + right);
        }
    }

    @Test
    void refusesAnotherColourCountPlaceOrKind() {
        Group circle = Group.of(1, ShapeColour.RED, ShapeKind.CIRCLE);
        Group square = Group.of(1, ShapeColour.BLUE, ShapeKind.SQUARE);
        RgbPicture above = picture(List.of(circle, square), Optional.of(Relation.ABOVE));
        assertTrue(right(List.of(circle, square), Optional.of(Relation.ABOVE), above));
        assertFalse(right(List.of(circle, square), Optional.of(Relation.BELOW), above));
        assertFalse(right(List.of(circle), Optional.empty(), above));
        Group blue = Group.of(1, ShapeColour.BLUE, ShapeKind.CIRCLE);
        Group red = Group.of(1, ShapeColour.RED, ShapeKind.SQUARE);
        assertFalse(right(List.of(blue, red), Optional.empty(), above));
        Group star = Group.of(1, ShapeColour.BLUE, ShapeKind.STAR);
        assertFalse(right(List.of(circle, star), Optional.empty(), above));
    }

    @Test
    void anEvenPictureHasNoShapes() {
        assertEquals(List.of(), ShapeDetector.find(new Canvas(SIDE, 0xF0F0F0).picture()));
    }

    private static RgbPicture picture(List<Group> groups, Optional<Relation> relation) {
        Wish wish = new Wish(Wish.Subject.POSITION, groups, relation);
        return Arrangement.of(new SplittableRandom(1), wish).paint(2 * SIDE).halved();
    }

    private static boolean right(
            List<Group> groups, Optional<Relation> relation, RgbPicture picture) {
        return WishJudge.isRight(new Wish(Wish.Subject.POSITION, groups, relation), picture);
    }

    private static boolean agrees(Layout layout, List<FoundShape> found) {
        return found.size() == layout.shapes().size()
                && layout.shapes().stream()
                        .allMatch(
                                it ->
                                        found.stream()
                                                .anyMatch(
                                                        shape ->
                                                                shape.kind()
                                                                                .equals(
                                                                                        Optional.of(
                                                                                                it
                                                                                                        .kind()))
                                                                        && shape.colour()
                                                                                == it.colour()
                                                                        && shape.box()
                                                                                .contains(
                                                                                        it.x()
                                                                                                * SIDE,
                                                                                        it.y()
                                                                                                * SIDE)));
    }
}
