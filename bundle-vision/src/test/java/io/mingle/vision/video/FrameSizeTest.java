package io.mingle.vision.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.References;
import io.mingle.vision.picture.Size;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameSizeTest {

    static PreprocessorConfig config(long minPixels, long maxPixels) {
        List<Double> mean = List.of(0.48145466, 0.4578275, 0.40821073);
        List<Double> std = List.of(0.26862954, 0.26130258, 0.27577711);
        return new PreprocessorConfig(minPixels, maxPixels, 14, 2, 2, mean, std);
    }

    static PreprocessorConfig videoConfig(long minPixels, long maxPixels) {
        PreprocessorConfig usual = config(78_400, 802_816);
        return new PreprocessorConfig(
                usual.minPixels(),
                usual.maxPixels(),
                minPixels,
                maxPixels,
                14,
                2,
                2,
                usual.imageMean(),
                usual.imageStd());
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
        Size size = sizes.ofFile(new Size(1280, 720), frames, FrameLimits.DEFAULT);
        assertEquals(cap, (long) sizes.cap(frames, FrameLimits.DEFAULT));
        assertEquals(new Size(width, height), size);
        assertEquals(tokens, size.pixels() / 784 * frames / 2);
        assertEquals(size, sizes.encoded(size), "the second resize changes nothing");
    }

    @Test
    void theLeastAreaIsKeptByAMarginWhereTheBudgetIsBelowIt() {
        assertEquals(105_369, new FrameSize(config(78_400, 802_816)).cap(512, FrameLimits.DEFAULT));
    }

    @Test
    void theLimitsForPicturesDoNotChangeFrames() {
        FrameSize sizes = new FrameSize(config(15_680, 40_320));
        assertEquals(225_792, sizes.cap(64, FrameLimits.DEFAULT));
        assertEquals(new Size(336, 336), sizes.encoded(new Size(336, 336)));
    }

    @Test
    void theLimitsForVideosHoldForTheSecondResizeOnly() {
        FrameSize sizes = new FrameSize(videoConfig(15_680, 40_320));
        assertEquals(225_792, sizes.cap(64, FrameLimits.DEFAULT));
        assertEquals(new Size(336, 336), sizes.ofFile(new Size(224, 224), 8, FrameLimits.DEFAULT));
        assertEquals(new Size(196, 196), sizes.encoded(new Size(336, 336)));
        assertEquals(new Size(140, 140), sizes.encoded(new Size(28, 28)));
    }

    static Stream<JsonNode> files() throws IOException {
        return References.numbers("/io/mingle/vision/video/frame-sizes.json");
    }

    static Stream<JsonNode> folders() throws IOException {
        return References.numbers("/io/mingle/vision/video/folder-frame-sizes.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void limitsOfARequestShapeFramesOfFilesLikeTheReference(JsonNode reference) {
        FrameSize sizes = new FrameSize(config(78_400, 802_816));
        FrameLimits limits = limits(reference);
        sizes.check(limits);
        Size loaded =
                sizes.ofFile(size(reference, "source"), reference.get("frames").intValue(), limits);
        assertEquals(size(reference, "loaded"), loaded);
        assertEquals(size(reference, "encoded"), sizes.encoded(loaded));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void limitsOfARequestShapeFramesOfFoldersLikeTheReference(JsonNode reference) {
        PreprocessorConfig config = config(78_400, 802_816);
        FrameLimits limits = limits(reference);
        Size loaded =
                new PicturePreprocessor(config)
                        .loadedSize(
                                size(reference, "source"), limits.minPixels(), limits.maxPixels());
        assertEquals(size(reference, "loaded"), loaded);
        assertEquals(size(reference, "encoded"), new FrameSize(config).encoded(loaded));
    }

    private static FrameLimits limits(JsonNode reference) {
        return new FrameLimits(
                reference.path("min_pixels").longValue(),
                reference.path("max_pixels").longValue(),
                reference.path("total_pixels").longValue());
    }

    private static Size size(JsonNode reference, String field) {
        JsonNode sides = reference.get(field);
        return new Size(sides.get(0).intValue(), sides.get(1).intValue());
    }

    @Test
    void limitsThatTheModelCannotKeepAreRefusedWithItsOwn() {
        FrameSize sizes = new FrameSize(config(78_400, 802_816));
        assertEquals(
                "Frames of at least 602113 pixels were asked for, and this model encodes frames of"
                        + " at most 602112. Ask for smaller ones.",
                refusal(sizes, new FrameLimits(602_113, 0, 0)));
        assertEquals(
                "Frames of at most 100351 pixels were asked for, and this model encodes frames of"
                        + " at least 100352. Allow larger ones; fewer frames save tokens, too.",
                refusal(sizes, new FrameLimits(0, 100_351, 0)));
    }

    private static String refusal(FrameSize sizes, FrameLimits limits) {
        return assertThrows(InvalidRequestException.class, () -> sizes.check(limits)).getMessage();
    }
}
