package io.mingle.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void wholeNumbersHaveToBeTheSame() {
        assertTrue(Difference.whole(new long[] {1, 2}, new long[] {1, 2}).within());
        Difference other = Difference.whole(new long[] {1, 2, 3}, new long[] {1, 5, 4});
        assertFalse(other.within());
        assertEquals("2 of 3", other.found());
        assertEquals("Number 1 is 5, expected 2", other.detail());
        assertFalse(Difference.whole(new long[] {1}, new long[] {1, 1}).within());
    }

    @Test
    void float32MayDifferByAPartOfTheLargestValue() {
        float[] expected = {-10, 0.5f, 0};
        assertTrue(Difference.float32(expected, new float[] {-10, 0.50019f, 0}).within());
        assertFalse(Difference.float32(expected, new float[] {-10, 0.5f, 0.00021f}).within());
        assertFalse(Difference.float32(expected, new float[] {-10, Float.NaN, 0}).within());
        assertFalse(Difference.float32(expected, new float[] {-10, 0.5f}).within());
        assertTrue(Difference.float32(new float[2], new float[2]).within());
    }

    @Test
    void bfloat16MayDifferByTwoStepsButForOneInAThousandByEight() {
        float[] expected = new float[1000];
        Arrays.fill(expected, 1);
        float step = 0x1p-7f;
        float[] found = expected.clone();
        Arrays.fill(found, 0, 500, 1 + 2 * step);
        found[999] = 1 - 8 * step;
        Difference near = Difference.bfloat16(expected, found);
        assertTrue(near.within());
        assertEquals(0.999, near.withinTwoSteps().getAsDouble(), 1e-9);
        found[998] = 1 + 3 * step;
        assertFalse(Difference.bfloat16(expected, found).within());
        found[998] = 1;
        found[999] = 1 - 9 * step;
        assertFalse(Difference.bfloat16(expected, found).within());
        found[999] = 1;
        found[3] = Float.NaN;
        assertFalse(Difference.bfloat16(expected, found).within());
    }

    @Test
    void afterManyOperationsTheNoiseOfTheReferenceIsTheMeasure() {
        float[] exact = {1, 1, 1, 1};
        float[] rounded = {1.1f, 0.9f, 1, 1};
        assertTrue(Difference.bfloat16(rounded, exact, new float[] {1, 1, 1.1f, 0.9f}).within());
        assertTrue(Difference.bfloat16(rounded, exact, exact).within());
        assertFalse(Difference.bfloat16(rounded, exact, new float[] {1.2f, 0.9f, 1, 1}).within());
        assertFalse(Difference.bfloat16(rounded, exact, new float[] {0.9f, 1.1f, 1, 1}).within());
    }

    @Test
    void theWorstIsTheOneFarthestBeyondWhatIsAllowed() {
        Difference near = Difference.float32(new float[] {1}, new float[] {1});
        Difference far = Difference.float32(new float[] {1}, new float[] {2});
        Difference none = Difference.float32(new float[] {1}, new float[] {Float.NaN});
        assertEquals(far, Difference.worst(List.of(near, far)));
        assertEquals(none, Difference.worst(List.of(far, none, near)));
    }

    @Test
    void insistingTellsWhatWasComparedAndHowFarItIs() {
        AssertionError error =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Difference.float32(new float[] {1}, new float[] {2})
                                        .require("The answer"));
        assertEquals(
                "The answer: 1.0e+00 of scale, allowed is 2e-05. Value 0 is 2.0, expected 1.0; the"
                        + " largest expected is 1.0",
                error.getMessage());
    }
}
