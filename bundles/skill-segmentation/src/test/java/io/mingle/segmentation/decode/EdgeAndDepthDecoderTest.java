package io.mingle.segmentation.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.segmentation.metric.DepthMetrics;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeAndDepthDecoderTest {

    private static RgbPicture filled(int side, int value) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) value);
        return new RgbPicture(side, side, rgb);
    }

    @ParameterizedTest
    @CsvSource({"255, 0, 256", "0, 255, 256", "235, 60, 64", "20, 190, 64"})
    void linesAreThinnedAndTracedWhetherDarkOrLight(int ground, int line, int side) {
        int thick = side / 64;
        int a = side / 8;
        int b = side - a;
        BitMask ring =
                Scenes.rectangle(side, side, a, a, b, b)
                        .and(
                                Scenes.rectangle(
                                                side, side, a + thick, a + thick, b - thick,
                                                b - thick)
                                        .not());
        RgbPicture drawn = Overlay.paint(filled(side, ground), ring, new Rgb(line, line, line), 1);
        RgbPicture noisy = Scenes.noisy(drawn, 1, 0, 4, new Random(1));

        DecodedEdges edges = new EdgeDecoder(EdgeSettings.USUAL).decode(noisy);

        assertEquals(line > ground, edges.light());
        int around = 4 * (b - a - thick);
        assertEquals(around, edges.edges().area(), 0.05 * around);
        assertEquals(1, edges.lines().size());
        int[] traced = edges.lines().get(0);
        assertEquals(traced[0], traced[traced.length - 2], 1);
        assertEquals(traced[1], traced[traced.length - 1], 1);
        double length = 0;
        for (int i = 2; i < traced.length; i += 2) {
            length += Math.hypot(traced[i] - traced[i - 2], traced[i + 1] - traced[i - 1]);
        }
        assertEquals(around, length, 0.06 * around);
    }

    @Test
    void depthIsTheLuminanceUpToScaleAndOffset() {
        Random random = new Random(1);
        byte[] rgb = new byte[3 * 64 * 64];
        float[] truth = new float[64 * 64];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = 1 + i % 64 / 10f + (i / 64 > 30 ? 3 : 0);
            Arrays.fill(rgb, 3 * i, 3 * i + 3, Scenes.clip(240 - 20 * truth[i]));
        }
        RgbPicture drawn = Scenes.noisy(new RgbPicture(64, 64, rgb), 1, 0, 2, random);
        DecodedDepth decoded = new DepthDecoder(DepthSettings.USUAL).decode(drawn);
        DepthMetrics metrics = DepthMetrics.of(decoded.depth().values(), truth);
        assertTrue(metrics.absoluteRelative() < 0.03, metrics.toString());
        assertTrue(metrics.near() > 0.98, metrics.toString());
        assertFalse(decoded.doubtful(), "chroma " + decoded.chroma());
    }

    @Test
    void aColourfulPictureIsNoDepthMap() {
        RgbPicture picture = Scenes.picture(64, 64, new Random(1));
        assertTrue(new DepthDecoder(DepthSettings.USUAL).decode(picture).doubtful());
    }
}
