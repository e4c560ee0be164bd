package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImperfectionsTest {

    @Test
    void noiseHasTheAskedDeviationAndNoBias() {
        BufferedImage image = Pixels.canvas(300, 200, 0x808080);
        Imperfections.noise(new SplittableRandom(1), image, 12, false);
        for (int shift = 0; shift <= 16; shift += 8) {
            int channel = shift;
            double[] values =
                    Arrays.stream(Imperfections.pixels(image))
                            .mapToDouble(p -> p >> channel & 255)
                            .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double deviation =
                    Math.sqrt(
                            Arrays.stream(values)
                                    .map(v -> (v - mean) * (v - mean))
                                    .average()
                                    .orElseThrow());
            assertEquals(128, mean, 0.5);
            assertEquals(12, deviation, 0.5);
        }
    }

    @Test
    void greyNoiseKeepsGrey() {
        BufferedImage image = Pixels.canvas(50, 20, 0x808080);
        Imperfections.noise(new SplittableRandom(1), image, 20, true);
        for (int pixel : Imperfections.pixels(image)) {
            assertTrue((pixel & 255) == (pixel >> 8 & 255) && (pixel & 255) == (pixel >> 16 & 255));
        }
    }

    @Test
    void blurKeepsEvenColourAndSpreadsAPoint() {
        BufferedImage even = Pixels.canvas(9, 9, 0x123456);
        Imperfections.blur(even, 0.1);
        int[] all = new int[81];
        Arrays.fill(all, 0x123456);
        assertArrayEquals(all, Imperfections.pixels(even));
        BufferedImage point = Pixels.canvas(9, 9, 0);
        point.setRGB(4, 4, 0xFFFFFF);
        Imperfections.blur(point, 0.125);
        assertEquals(128, point.getRGB(4, 4) & 255, 2);
        assertEquals(32, point.getRGB(3, 4) & 255, 2);
        assertEquals(0, point.getRGB(3, 3) & 255);
    }

    @Test
    void jpegStaysInMemory() throws Exception {
        BufferedImage image = Pixels.canvas(33, 17, 0xC83C28);
        Imperfections.specks(new SplittableRandom(1), image, 0.2);
        BufferedImage anyway = Imperfections.jpeg(image, 0.6f);
        BufferedImage inMemory = NoImageFiles.during(() -> Imperfections.jpeg(image, 0.6f));
        assertArrayEquals(Imperfections.pixels(anyway), Imperfections.pixels(inMemory));
    }

    @Test
    void jpegKeepsSizeAndNearlyTheColours() {
        BufferedImage image = Pixels.canvas(33, 17, 0xC83C28);
        BufferedImage back = Imperfections.jpeg(image, 0.9f);
        assertEquals(33, back.getWidth());
        assertEquals(17, back.getHeight());
        assertEquals(0xC8, back.getRGB(5, 5) >> 16 & 255, 8);
        assertEquals(0x3C, back.getRGB(5, 5) >> 8 & 255, 8);
    }
}
