package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.segmentation.decode.Palette;
import io.mingle.segmentation.decode.Rgb;
import java.lang.reflect.Field;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is learnt is what the bundle of segmentation asks, and painted as it reads. */
class SightPromptsTest {

    private static final String PROMPTS = "io.mingle.segmentation.internal.Prompts";

    /** Returns a prompt of the bundle, which it keeps to itself. */
    private static String template(String name) throws Exception {
        Field field = Class.forName(PROMPTS).getDeclaredField(name);
        field.setAccessible(true);
        return (String) field.get(null);
    }

    private static String prompt(Sight.Sort sort) {
        SplittableRandom random = new SplittableRandom(1);
        Sight sight = Sight.of(random, sort);
        return sight.prompt(random, sight.named(random));
    }

    @Test
    void promptsAreThoseThatAreAskedUnlessConfiguredOtherwise() throws Exception {
        assertEquals(template("CLASSES"), prompt(Sight.Sort.CLASSES));
        assertEquals(template("INSTANCES"), prompt(Sight.Sort.INSTANCES));
        assertEquals(template("DEPTH"), prompt(Sight.Sort.DEPTH));
        assertEquals(template("EDGES"), prompt(Sight.Sort.EDGES));
        String boxes = template("BOXES").replace("{objects}", "all objects");
        assertEquals(boxes, prompt(Sight.Sort.BOXES));
        String[] around = template("REFERRING").split("\\{expressions}");
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
