package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.segmentation.decode.Palette;
import io.mingle.segmentation.decode.Rgb;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is learnt is what the bundle of segmentation asks, and painted as it reads. */
class SightPromptsTest {

    private static final String SETTINGS = "io.mingle.segmentation.internal.SegmentationSettings";

    private static String template(String key) throws Exception {
        return (String) Class.forName(SETTINGS).getDeclaredMethod(key).getDefaultValue();
    }

    private static String prompt(Sight.Sort sort) {
        return Sight.of(new SplittableRandom(1), sort).prompt(new SplittableRandom(2));
    }

    @Test
    void promptsAreThoseThatAreAskedUnlessConfiguredOtherwise() throws Exception {
        assertEquals(template("classesPrompt"), prompt(Sight.Sort.CLASSES));
        assertEquals(template("instancesPrompt"), prompt(Sight.Sort.INSTANCES));
        assertEquals(template("depthPrompt"), prompt(Sight.Sort.DEPTH));
        assertEquals(template("edgesPrompt"), prompt(Sight.Sort.EDGES));
        String boxes = template("boxesPrompt").replace("{objects}", "all objects");
        assertEquals(boxes, prompt(Sight.Sort.BOXES));
        String[] around = template("referringPrompt").split("\\{expressions}");
        String referring = prompt(Sight.Sort.REFERRING);
        assertTrue(referring.startsWith(around[0]) && referring.endsWith(around[1]), referring);
    }

    @Test
    void theColoursAreTheFirstOfThePaletteAndTheUsualRed() {
        for (int i = 0; i < Sight.PALETTE.size(); i++) {
            assertEquals(Rgb.of(Sight.PALETTE.get(i)), Palette.USUAL.colour(i));
        }
        assertEquals(Rgb.of(Sight.TINT), Rgb.RED);
    }
}
