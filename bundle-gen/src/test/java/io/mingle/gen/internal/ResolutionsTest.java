package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.drawing.PictureSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void everySizeStandsForItself() {
        published.buckets().forEach(it -> assertEquals(it.size(), published.nearest(it.size())));
    }
}
