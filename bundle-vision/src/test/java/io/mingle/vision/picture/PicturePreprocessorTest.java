package io.mingle.vision.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.parity.Facts;
import io.mingle.vision.internal.parity.Noise;
import io.mingle.vision.internal.parity.PreparedPictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PicturePreprocessorTest {

    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> STD = List.of(0.26862954, 0.26130258, 0.27577711);
    private static final PreprocessorConfig PUBLISHED =
            new PreprocessorConfig(78400, 802816, 14, 2, 2, MEAN, STD);

    @Test
    void ordersRowsByMergeBlockAndNumbersByChannelFrameRowColumn() {
        // 8×4 pixels, patches of 2, blocks of 2×2 patches: two blocks side by side. The sample of
        // channel c at (x, y) is 100c + 8y + x, and the table maps v to v.
        byte[] rgb = new byte[3 * 8 * 4];
        for (int pixel = 0; pixel < 32; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * pixel + channel] = (byte) (100 * channel + pixel);
            }
        }
        var config =
                new PreprocessorConfig(
                        16,
                        400,
                        2,
                        2,
                        2,
                        List.of(0.0, 0.0, 0.0),
                        List.of(1 / 255.0, 1 / 255.0, 1 / 255.0));
        // The first resize enlarges what has fewer than four blocks, so this is given four.
        byte[] twice = new byte[2 * rgb.length];
        System.arraycopy(rgb, 0, twice, 0, rgb.length);
        Patches patches = new PicturePreprocessor(config).prepare(new RgbPicture(8, 8, twice));

        assertEquals(1, patches.gridT());
        assertEquals(4, patches.gridH());
        assertEquals(4, patches.gridW());
        assertEquals(24, patches.rowLength());
        assertEquals(16, patches.count());
        assertEquals(16 * 24, patches.rows().length);
        int[][] topLefts = {{0, 2, 16, 18}, {4, 6, 20, 22}};
        for (int block = 0; block < 2; block++) {
            for (int inBlock = 0; inBlock < 4; inBlock++) {
                int p = topLefts[block][inBlock];
                float[] row = new float[24];
                System.arraycopy(patches.rows(), 24 * (4 * block + inBlock), row, 0, 24);
                float[] expected = new float[24];
                for (int channel = 0, at = 0; channel < 3; channel++) {
                    for (int frame = 0; frame < 2; frame++) {
                        for (int offset : new int[] {0, 1, 8, 9}) {
                            expected[at++] = 100 * channel + p + offset;
                        }
                    }
                }
                assertArrayEquals(expected, row, 1e-4f, "block " + block + ", patch " + inBlock);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, -1.7922626, -1.7520971, -1.4802198",
        "1, -1.7776641, -1.7370892, -1.4659997",
        "128, 0.07633607, 0.16889724, 0.33994864",
        "255, 1.9303361, 2.0748837, 2.1458969"
    })
    void normalisesEachChannel(int value, float red, float green, float blue) {
        byte[] rgb = new byte[3 * 280 * 280];
        Arrays.fill(rgb, (byte) value);
        float[] rows =
                new PicturePreprocessor(PUBLISHED).prepare(new RgbPicture(280, 280, rgb)).rows();
        assertEquals(red, rows[0], 2e-6f);
        assertEquals(red, rows[391], 2e-6f);
        assertEquals(green, rows[392], 2e-6f);
        assertEquals(blue, rows[784], 2e-6f);
        assertEquals(blue, rows[rows.length - 1], 2e-6f);
    }

    static Stream<Facts> references() {
        return PreparedPictures.cases("patches.json").stream();
    }

    @ParameterizedTest
    @MethodSource("references")
    void givesTheRowsOfTheReferenceBitForBit(Facts reference) throws IOException {
        Patches patches = PreparedPictures.prepared(reference);
        Facts grid = reference.get("grid");
        assertEquals(grid.get(0).intValue(), patches.gridT());
        assertEquals(grid.get(1).intValue(), patches.gridH());
        assertEquals(grid.get(2).intValue(), patches.gridW());
        assertEquals(reference.get("row_length").intValue(), patches.rowLength());
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * patches.rows().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(patches.rows());
        if (reference.has("base64")) {
            assertArrayEquals(reference.get("base64").binaryValue(), bytes.array());
        } else {
            CRC32 crc = new CRC32();
            crc.update(bytes.array());
            assertEquals(reference.get("crc32").longValue(), crc.getValue());
        }
    }

    @Test
    void givesTheTokensOfThePublishedTable() {
        var preprocessor = new PicturePreprocessor(PUBLISHED);
        assertEquals(new Size(1176, 672), preprocessor.encodedSize(new Size(1920, 1080)));
        assertEquals(new Size(280, 280), preprocessor.encodedSize(new Size(70, 70)));
        Patches patches = preprocessor.prepare(Noise.picture(1, 640, 480));
        assertEquals(34, patches.gridH());
        assertEquals(46, patches.gridW());
        assertEquals(391, patches.count() / 4);
    }

    @Test
    void appliesTheLimitsOfTheCheckpointInTheSecondResizeOnly() {
        var small =
                new PicturePreprocessor(new PreprocessorConfig(784, 40_320, 14, 2, 2, MEAN, STD));
        Size loaded = small.loadedSize(new Size(1920, 1080), 0, 0);
        assertEquals(new Size(1176, 672), loaded);
        assertEquals(new Size(252, 140), small.encodedSize(new Size(1920, 1080)));
    }
}
