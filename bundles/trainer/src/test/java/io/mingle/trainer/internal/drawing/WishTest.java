package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WishTest {

    private static final int COUNT = 2000;

    @Test
    void someWishesOfEverySubjectButOneAreKeptForTheEvaluation() {
        SplittableRandom random = new SplittableRandom(1);
        for (Wish.Subject subject : Wish.Subject.values()) {
            int kept = 0;
            for (int i = 0; i < COUNT; i++) {
                kept += Wish.of(random, subject).isKept() ? 1 : 0;
            }
            boolean one = subject == Wish.Subject.ONE;
            assertTrue(
                    one ? kept == 0 : kept > COUNT / 40 && kept < COUNT / 3, subject + " " + kept);
        }
    }

    @Test
    void aWishIsWordedInManyWaysAndInTwoLanguages() {
        Wish wish =
                new Wish(
                        Wish.Subject.POSITION,
                        List.of(
                                Group.of(2, ShapeColour.RED, ShapeKind.CIRCLE),
                                Group.of(1, ShapeColour.ORANGE, ShapeKind.SQUARE)),
                        Optional.of(Relation.ABOVE));
        SplittableRandom random = new SplittableRandom(2);
        Set<String> words = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            words.add(WishWords.of(random, wish));
        }
        assertTrue(words.contains("two red circles above an orange square"));
        assertTrue(words.contains("两个红色的圆形在一个橙色的正方形的上方"));
        assertTrue(words.size() > 100, words.size() + " ways");
    }

    @Test
    void shapesAreAsManyAsWishedForAndApart() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < COUNT; i++) {
            Wish.Subject[] subjects = Wish.Subject.values();
            Wish wish = Wish.of(random, subjects[i % subjects.length]);
            Layout layout = Arrangement.of(random, wish);
            assertEquals(wish.shapes(), layout.shapes().size(), wish.key());
            for (PlacedShape one : layout.shapes()) {
                assertTrue(one.side() > 0.15, wish + " has a shape of " + one.side());
                assertTrue(
                        layout.shapes().stream()
                                .noneMatch(it -> it != one && it.isNear(one, 0.03)));
            }
        }
    }

    @Test
    void theSameRandomNumbersGiveTheSamePicture() {
        Wish wish = Wish.of(new SplittableRandom(5), Wish.Subject.BINDING);
        assertEquals(
                Arrangement.of(new SplittableRandom(6), wish),
                Arrangement.of(new SplittableRandom(6), wish));
    }
}
