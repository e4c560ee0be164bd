package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.Guidance.Mode;
import io.mingle.api.drawing.PictureSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleOptionsTest {

    private static final DrawingOptions USUAL = DrawingOptions.USUAL;

    /** A model that compares, as the published one does. */
    private static final GeneratorDefaults MODEL = new GeneratorDefaults(30, 5, 1, List.of());

    private static List<String> told(DrawingOptions asked, boolean beside) {
        Plan plan = Plan.of("a star", new PictureSize(512, 512), asked, MODEL);
        return IdleOptions.of(asked, plan, beside);
    }

    private static DrawingOptions guided(Guidance guidance) {
        return USUAL.withGuidance(guidance);
    }

    @Test
    void whatCountsIsNotSpokenOf() {
        Guidance usual = Guidance.USUAL;
        for (boolean beside : new boolean[] {false, true}) {
            assertEquals(List.of(), told(USUAL, beside));
            assertEquals(List.of(), told(guided(usual.withText(1)), beside));
            assertEquals(List.of(), told(USUAL.withNegative("red"), beside));
            assertEquals(
                    List.of(), told(guided(usual.withRescale(0.5).withInterval(0, 0.5)), beside));
        }
        for (Mode mode : Mode.values()) {
            assertEquals(List.of(), told(guided(usual.withImage(1.5).withMode(mode)), true));
        }
    }

    @Test
    void whereNothingIsComparedAllThatIsForComparingIsNamed() {
        Guidance once =
                Guidance.USUAL
                        .withText(1)
                        .withImage(2)
                        .withMode(Mode.ADDITIVE)
                        .withRescale(0.5)
                        .withInterval(0.1, 1);
        DrawingOptions asked = guided(once).withNegative("red");
        assertEquals(
                List.of(
                        "With a guidance of 1.0 nothing is compared, so this changes nothing: what"
                                + " should not be seen, the guidance of the picture, the mode,"
                                + " rescaling, the interval. Ask for a guidance above 1."),
                told(asked, true));
        assertEquals(
                List.of(
                        "With a guidance of 1.0 nothing is compared, so this changes nothing: what"
                                + " should not be seen, rescaling, the interval. Ask for a guidance"
                                + " above 1."),
                told(asked, false));
    }

    @Test
    void aModeIsForMoreGuidanceOfThePicture() {
        assertEquals(
                List.of(
                        "The mode 'text' changes nothing: modes are for a guidance of the picture"
                                + " above 1, which is 1.0."),
                told(guided(Guidance.USUAL.withMode(Mode.TEXT)), true));
    }

    @Test
    void whatShouldNotBeSeenNeedsABranchWithoutWords() {
        Guidance guidance = Guidance.USUAL.withImage(2).withMode(Mode.IMAGE_UNDER_TEXT);
        assertEquals(
                List.of(
                        "In the mode 'image-under-text' words are in all that is compared, so what"
                                + " should not be seen changes nothing. Choose another mode."),
                told(guided(guidance).withNegative("red"), true));
    }
}
