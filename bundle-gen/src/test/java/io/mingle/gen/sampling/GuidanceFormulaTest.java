package io.mingle.gen.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.Guidance.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of formulas, on numbers that were worked out by hand. */
class GuidanceFormulaTest {

    /** Uncond 1, image 2, text 1.5, full 3. */
    private static final Map<Branch, Double> VELOCITIES =
            Map.of(
                    Branch.UNCONDITIONED, 1.0,
                    Branch.IMAGE, 2.0,
                    Branch.TEXT, 1.5,
                    Branch.FULL, 3.0);

    private static double worked(GuidanceFormula formula, double text, double image) {
        double sum = VELOCITIES.get(formula.base());
        float[] scales = formula.scales(text, image);
        for (int i = 0; i < scales.length; i++) {
            GuidanceFormula.Term term = formula.terms().get(i);
            sum += scales[i] * (VELOCITIES.get(term.more()) - VELOCITIES.get(term.less()));
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE_AND_TEXT, 7.5",
        "IMAGE, 2.5",
        "IMAGE_UNDER_TEXT, 3.75",
        "TEXT, 3.5",
        "TEXT_UNDER_IMAGE, 7",
        "ADDITIVE, 5"
    })
    void eachModeIsWorkedOut(Mode mode, double expected) {
        assertEquals(expected, worked(GuidanceFormula.of(true, 5, 1.5, mode), 5, 1.5), 1e-9);
    }

    @Test
    void withoutAPictureWordsAreComparedWithNothing() {
        GuidanceFormula drawn = GuidanceFormula.of(false, 5, 1.5, Mode.IMAGE);
        assertEquals(List.of(Branch.UNCONDITIONED, Branch.TEXT), drawn.branches());
        assertEquals(3.5, worked(drawn, 5, 1.5), 1e-9);
    }

    @Test
    void aPictureThatCountsNoMoreThanOneStaysInAllThatIsCompared() {
        GuidanceFormula edited = GuidanceFormula.of(true, 5, 1, Mode.IMAGE_AND_TEXT);
        assertEquals(List.of(Branch.IMAGE, Branch.FULL), edited.branches());
        assertEquals(7, worked(edited, 5, 1), 1e-9);
    }

    @Test
    void whereWordsCountNoMoreThanOneTheNetworkIsAskedOnce() {
        assertEquals(
                List.of(Branch.FULL), GuidanceFormula.of(true, 1, 3, Mode.ADDITIVE).branches());
        assertEquals(
                List.of(Branch.TEXT), GuidanceFormula.of(false, 0.5, 1, Mode.ADDITIVE).branches());
    }

    /** The published code evaluates all four and needs three. */
    @Test
    void onlyTheBranchesOfTheFormulaAreAskedFor() {
        assertEquals(
                List.of(Branch.UNCONDITIONED, Branch.IMAGE, Branch.FULL),
                GuidanceFormula.of(true, 5, 1.5, Mode.IMAGE_AND_TEXT).branches());
        assertEquals(
                List.of(Branch.TEXT, Branch.FULL),
                GuidanceFormula.of(true, 5, 1.5, Mode.IMAGE_UNDER_TEXT).branches());
    }

    @Test
    void anIntervalIsAShareOfTheSteps() {
        Guidance middle = Guidance.USUAL.withInterval(0.25, 0.75);
        assertFalse(GuidanceFormula.holds(middle, 1, 8));
        assertTrue(GuidanceFormula.holds(middle, 2, 8));
        assertTrue(GuidanceFormula.holds(middle, 5, 8));
        assertFalse(GuidanceFormula.holds(middle, 6, 8));
        assertTrue(GuidanceFormula.holds(Guidance.USUAL, 0, 1));
    }
}
