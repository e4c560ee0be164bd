package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.internal.parity.Noise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramePatchesTest {

    private static PreprocessorConfig config(int patch) {
        return new PreprocessorConfig(
                1,
                100_000,
                patch,
                2,
                2,
                List.of(0.48145466, 0.4578275, 0.40821073),
                List.of(0.26862954, 0.26130258, 0.27577711));
    }

    static Stream<JsonNode> references() throws IOException {
        return References.numbers("frame-patches.json");
    }

    @ParameterizedTest
    @MethodSource("references")
    void givesTheRowsOfTheReferenceBitForBit(JsonNode reference) {
        PreprocessorConfig config = config(reference.get("patch_size").intValue());
        SmartResize resize =
                SmartResize.beforeEncoding(
                        config.factor(),
                        reference.get("min_pixels").longValue(),
                        reference.get("max_pixels").longValue());
        int seed = reference.get("seed").intValue();
        int width = reference.at("/source/0").intValue();
        int height = reference.at("/source/1").intValue();
        Size size = resize.fit(new Size(width, height));
        List<RgbPicture> frames =
                IntStream.range(0, reference.get("frames").intValue())
                        .mapToObj(i -> Noise.picture(seed + i, width, height))
                        .map(frame -> Bicubic.resize(frame, size.width(), size.height()))
                        .toList();
        Patches patches = new PicturePreprocessor(config).cut(frames);
        assertEquals(reference.at("/grid/0").intValue(), patches.gridT());
        assertEquals(reference.at("/grid/1").intValue(), patches.gridH());
        assertEquals(reference.at("/grid/2").intValue(), patches.gridW());
        assertEquals(reference.get("row_length").intValue(), patches.rowLength());
        for (int i = 0; i < 4; i++) {
            assertEquals(reference.at("/first/" + i).floatValue(), patches.rows()[i]);
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * patches.rows().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(patches.rows());
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        assertEquals(reference.get("crc32").longValue(), crc.getValue());
    }

    @Test
    void pairsThatAreCutAloneAreThoseOfTheWhole() {
        PicturePreprocessor preprocessor = new PicturePreprocessor(config(8));
        List<RgbPicture> frames =
                IntStream.range(0, 6).mapToObj(i -> Noise.picture(i, 48, 32)).toList();
        float[] whole = preprocessor.cut(frames).rows();
        float[] second = preprocessor.cut(frames.subList(2, 4)).rows();
        assertArrayEquals(Arrays.copyOfRange(whole, second.length, 2 * second.length), second);
    }

    @Test
    void framesThatDoNotFitTogetherAreRefused() {
        PicturePreprocessor preprocessor = new PicturePreprocessor(config(8));
        RgbPicture frame = Noise.picture(1, 32, 32);
        for (List<RgbPicture> frames :
                List.of(
                        List.of(frame),
                        List.of(frame, Noise.picture(1, 48, 32)),
                        List.of(Noise.picture(1, 30, 32), Noise.picture(1, 30, 32)))) {
            assertThrows(InvalidRequestException.class, () -> preprocessor.cut(frames));
        }
    }
}
