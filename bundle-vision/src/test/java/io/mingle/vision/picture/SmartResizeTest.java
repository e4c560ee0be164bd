package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmartResizeTest {

    private static final SmartResize ON_LOADING = SmartResize.onLoading(28, 3136, 802816);
    private static final SmartResize BEFORE_ENCODING =
            SmartResize.beforeEncoding(28, 78400, 802816);

    @ParameterizedTest(name = "{1}×{0} → {3}×{2} → {5}×{4}")
    @CsvSource({
        "1080, 1920, 672, 1176, 672, 1176",
        "480, 640, 476, 644, 476, 644",
        "3000, 4000, 756, 1008, 756, 1008",
        "200, 150, 196, 140, 336, 252",
        "70, 70, 56, 56, 280, 280",
    })
    void followsThePublishedTable(
            int height, int width, int loadedH, int loadedW, int encodedH, int encodedW) {
        Size loaded = ON_LOADING.fit(new Size(width, height));
        assertEquals(new Size(loadedW, loadedH), loaded);
        assertEquals(new Size(encodedW, encodedH), BEFORE_ENCODING.fit(loaded));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"42, 56", "70, 56", "98, 112", "126, 112", "154, 168", "97, 84", "99, 112"})
    void roundsHalvesToTheEvenMultiple(int side, int rounded) {
        Size fitted = ON_LOADING.fit(new Size(side, 560));
        assertEquals(new Size(rounded, 560), fitted);
    }

    @Test
    void liftsAShortSideToTheFactorOnLoading() {
        assertEquals(new Size(28, 196), ON_LOADING.fit(new Size(1, 200)));
        assertEquals(new Size(112, 28), ON_LOADING.fit(new Size(112, 13)));
    }

    @Test
    void scalesUpFromTheOriginalSidesNotFromTheRoundedOnes() {
        // 29×20 rounds to 28×28, below 3136 pixels; grown by √(3136 / 580) it is 67.4×46.5.
        assertEquals(new Size(84, 56), ON_LOADING.fit(new Size(29, 20)));
    }

    @Test
    void refusesAPictureThatIsTooSmallBeforeEncoding() {
        var error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> BEFORE_ENCODING.fit(new Size(27, 100)));
        assertEquals(
                "A picture of 27×100 pixels cannot be fitted; each side must be at least 28. Use a"
                        + " larger picture.",
                error.getMessage());
    }

    @Test
    void acceptsTwoHundredTimesAsLongAsWideAndNoMore() {
        assertEquals(new Size(28, 5600), ON_LOADING.fit(new Size(28, 5600)));
        var error =
                assertThrows(
                        UnreadableContentException.class, () -> ON_LOADING.fit(new Size(5601, 28)));
        assertEquals(
                "A picture of 5601×28 pixels cannot be fitted; one side may be at most 200 times"
                        + " the other. Crop it or add a margin.",
                error.getMessage());
    }

    @Test
    void keepsBothSidesAtLeastTheFactorUnderASmallUpperLimit() {
        assertEquals(new Size(8, 576), SmartResize.onLoading(8, 64, 2400).fit(new Size(5, 700)));
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        assertThrows(InvalidRequestException.class, () -> SmartResize.onLoading(28, 10, 9));
        assertThrows(InvalidRequestException.class, () -> SmartResize.onLoading(0, 1, 9));
    }
}
