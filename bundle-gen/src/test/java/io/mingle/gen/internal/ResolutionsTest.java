package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionsTest {

    private final Resolutions published = Resolutions.published();

    @ParameterizedTest
    @CsvSource({
        "644, 476, 576, 416",
        "1176, 672, 672, 384",
        "756, 1036, 416, 576",
        "2828, 280, 1024, 256",
        "896, 896, 512, 512",
    })
    void aPictureIsDrawnInTheShapeNearestToItsOwn(int width, int height, int w, int h) {
        assertEquals(new PictureSize(w, h), published.nearest(new PictureSize(width, height)));
    }

    @Test
    void theUsualSizeComesFirst() {
        assertEquals(new PictureSize(512, 512), published.usual());
        assertEquals(published.buckets().size(), published.sizes().size());
    }

    @Test
    void aModelMayNameSizesOfItsOwnTheUsualOneFirst() {
        Resolutions own = of("[[64, 64], [48, 96], [96, 48]]");
        assertEquals(new PictureSize(64, 64), own.usual());
        assertEquals(new PictureSize(96, 48), own.nearest(new PictureSize(200, 90)));
        assertEquals(new PictureSize(48, 96), own.nearest(new PictureSize(1, 900)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[64, 60]]", "[]", "[[64]]", "[64]", "7", "[[0, 16]]"})
    void aSizeThatDoesNotFitIsToldWithItsKey(String sizes) {
        BrokenModelException error = assertThrows(BrokenModelException.class, () -> of(sizes));
        assertTrue(error.getMessage().contains("image_gen_resolutions"), error.getMessage());
    }

    private static Resolutions of(String sizes) {
        String json = "{\"image_gen_resolutions\": %s}".formatted(sizes);
        return Resolutions.of(ConfigSection.parse(json, "config.json"), 16);
    }

    @Test
    void everySizeStandsForItself() {
        published.buckets().forEach(it -> assertEquals(it.size(), published.nearest(it.size())));
    }
}
