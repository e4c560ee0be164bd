package io.mingle.vision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.Boxes;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundingDemoTest {

    private final DemoCase star = new GroundingDemo().cases().get(0);

    /** Lets the real skill take the arguments of a case, and find what the test wants. */
    private static DemoOutcome outcome(DemoCase its, Box... found) {
        GroundingSkill skill =
                new GroundingSkill(
                        (picture, phrase) -> {
                            GenerationChannel<Boxes> channel = new GenerationChannel<>();
                            channel.finished(new Boxes(List.of(found)), Usage.NONE);
                            return channel;
                        },
                        "1.0.0");
        assertEquals(skill.description().name(), its.skill());
        return its.judge().apply(skill.invoke(its.request()).join(Duration.ofSeconds(10)).result());
    }

    @Test
    void aBoxThatOverlapsTheKnownPlaceByHalfIsRight() {
        DemoOutcome near = outcome(star, new Box("yellow star", 62, 58, 101, 98));
        assertEquals(Verdict.RIGHT, near.verdict());
        assertEquals("[60, 60, 100, 98]", near.expected());
        assertTrue(near.line().startsWith("[62, 58, 101, 98], IoU 0."), near.line());
        assertEquals(
                Verdict.WRONG, outcome(star, new Box("yellow star", 90, 60, 130, 98)).verdict());
    }

    @Test
    void nothingFoundAndTooMuchFoundAreWrong() {
        DemoOutcome none = outcome(star);
        assertEquals(Verdict.WRONG, none.verdict());
        assertEquals("nothing found", none.line());
        Box right = new Box("yellow star", 60, 60, 100, 98);
        Box other = new Box("yellow star", 0, 0, 10, 10);
        assertEquals(Verdict.WRONG, outcome(star, right, other).verdict());
    }

    @Test
    void theBoxIsDrawnOnThePicture() {
        for (DemoCase its : new GroundingDemo().cases()) {
            RgbPicture given = read((Picture) its.request().arguments().get("picture"));
            DemoOutcome outcome = outcome(its, new Box("it", 20, 30, 50, 60));
            RgbPicture shown = read((Picture) outcome.shown().get(0));
            assertEquals(given.size(), shown.size());
            assertEquals(0xE00090, colour(shown, 35, 30));
            assertEquals(0xE00090, colour(shown, 50, 45));
            assertEquals(colour(given, 35, 45), colour(shown, 35, 45));
        }
    }

    private static RgbPicture read(Picture picture) {
        return new PictureReader().read(picture).picture();
    }

    private static int colour(RgbPicture picture, int x, int y) {
        int at = 3 * (y * picture.width() + x);
        byte[] rgb = picture.rgb();
        return (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
    }
}
