package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.vision.picture.RgbPicture;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final int COUNT = 200;
    private static final int SIDE = 64;

    @Test
    void theJudgeTakesWhatShouldComeOutAndNotWhatWasThere() {
        for (Change.Sort sort : Change.Sort.values()) {
            SplittableRandom random = new SplittableRandom(8);
            int right = 0;
            int unchanged = 0;
            for (int i = 0; i < COUNT; i++) {
                Change change = Change.of(random, sort);
                right +=
                        ChangeJudge.isRight(change, change.after().paint(2 * SIDE).halved())
                                ? 1
                                : 0;
                unchanged +=
                        ChangeJudge.isRight(change, change.before().paint(2 * SIDE).halved())
                                ? 1
                                : 0;
            }
            assertTrue(right >= 0.98 * COUNT, sort + ": " + right);
            assertEquals(0, unchanged, sort.words());
        }
    }

    @Test
    void whatDoesNotChangeIsMeasuredOutsideOfWhatDoes() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < COUNT; i++) {
            Change.Sort[] sorts = Change.Sort.values();
            Change change = Change.of(random, sorts[i % sorts.length]);
            RgbPicture before = change.before().paint(2 * SIDE).halved();
            RgbPicture after = change.after().paint(2 * SIDE).halved();
            double kept = ChangeJudge.unchanged(change, before, after);
            assertTrue(kept > 60, change.key() + " " + kept);
            RgbPicture other = new Canvas(SIDE, 0).picture();
            assertTrue(ChangeJudge.unchanged(change, before, other) < 20);
        }
    }

    @Test
    void instructionsNameOneShapeInManyWays() {
        Change change = Change.of(new SplittableRandom(10), Change.Sort.COLOUR);
        SplittableRandom random = new SplittableRandom(11);
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Optional<Naming> old = change.named(random);
            words.add(ChangeWords.of(random, change, old));
        }
        assertTrue(words.size() > 20, words.size() + " ways");
        assertTrue(words.stream().anyMatch(it -> it.startsWith("make the ")), words.toString());
        assertTrue(words.stream().anyMatch(it -> it.contains("把")), words.toString());
        assertFalse(words.stream().anyMatch(it -> it.contains("%")), words.toString());
    }
}
