package io.mingle.vision.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSizeTest {

    static PreprocessorConfig config(long minPixels, long maxPixels) {
        List<Double> mean = List.of(0.48145466, 0.4578275, 0.40821073);
        List<Double> std = List.of(0.26862954, 0.26130258, 0.27577711);
        return new PreprocessorConfig(minPixels, maxPixels, 14, 2, 2, mean, std);
    }

    @ParameterizedTest
    @CsvSource({
        "24, 602112, 560, 1008, 8640",
        "40, 361267, 448, 784, 8960",
        "64, 225792, 336, 616, 8448",
        "128, 112896, 252, 448, 9216"
    })
    void followsThePublishedTable(int frames, long cap, int height, int width, long tokens) {
        FrameSize sizes = new FrameSize(config(78_400, 802_816));
        Size size = sizes.ofVideo(new Size(1280, 720), frames);
        assertEquals(cap, sizes.cap(frames));
        assertEquals(new Size(width, height), size);
        assertEquals(tokens, size.pixels() / 784 * frames / 2);
        assertEquals(size, sizes.encoded(size), "the second resize changes nothing");
    }

    @Test
    void theLeastAreaIsKeptByAMarginWhereTheBudgetIsBelowIt() {
        assertEquals(105_369, new FrameSize(config(78_400, 802_816)).cap(512));
    }

    @Test
    void aSmallerCheckpointKeepsItsOwnLimits() {
        FrameSize sizes = new FrameSize(config(15_680, 40_320));
        assertEquals(40_320, sizes.cap(64));
        assertEquals(new Size(196, 196), sizes.ofVideo(new Size(224, 224), 8));
        assertEquals(new Size(140, 140), sizes.encoded(new Size(28, 28)));
    }
}
