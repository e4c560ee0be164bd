package io.mingle.segmentation.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OutputsTest {

    private static BitMask random(int width, int height, double share, long seed) {
        Random random = new Random(seed);
        BitMask mask = new BitMask(width, height);
        for (int i = 0; i < mask.set().length; i++) {
            mask.set()[i] = random.nextDouble() < share;
        }
        return mask;
    }

    private static BitMask drawn(String... rows) {
        BitMask mask = new BitMask(rows[0].length(), rows.length);
        for (int i = 0; i < mask.set().length; i++) {
            mask.set()[i] = rows[i / mask.width()].charAt(i % mask.width()) == '#';
        }
        return mask;
    }

    @Test
    void runLengthsAndTheirTextLeadBackToTheMask() {
        for (int seed = 0; seed < 40; seed++) {
            BitMask mask = random(1 + seed * 7 % 50, 1 + seed * 13 % 60, seed / 40.0, seed);
            List<Integer> runs = RunLengths.of(mask);
            String text = RunLengths.text(runs);
            assertEquals(runs, RunLengths.parse(text));
            assertArrayEquals(mask.set(), RunLengths.mask(mask.width(), mask.height(), runs).set());
        }
    }

    /** Column by column; the text as the tools of COCO write it. */
    @Test
    void runLengthsAreThoseOfCoco() {
        BitMask mask = drawn("#..", "##.");
        assertEquals(List.of(0, 2, 1, 1, 2), RunLengths.of(mask));
        assertEquals("021O1", RunLengths.text(List.of(0, 2, 1, 1, 2)));
        assertEquals(
                List.of(5, 1000, 7, 100_000),
                RunLengths.parse(RunLengths.text(List.of(5, 1000, 7, 100_000))));
    }

    @Test
    void runLengthsThatDoNotFitAreRefused() {
        for (List<Integer> runs : List.of(List.of(1, 2), List.of(3, 9), List.of(-1, 7))) {
            assertThrows(InvalidRequestException.class, () -> RunLengths.mask(3, 2, runs));
        }
        assertThrows(InvalidRequestException.class, () -> RunLengths.parse("P"));
        assertThrows(InvalidRequestException.class, () -> RunLengths.parse("é"));
        assertThrows(InvalidRequestException.class, () -> RunLengths.parse("ooooooooooooo"));
    }

    @Test
    void ringsGoAroundWhatIsSetAndItsHoles() {
        BitMask mask = drawn("####.", "#..#.", "####.", "....#");
        List<List<List<int[]>>> polygons = Rings.of(mask);
        assertEquals(2, polygons.size());
        assertEquals(2, polygons.get(0).size(), "an outer ring and a hole");
        assertArrayEquals(
                new int[][] {{4, 0}, {4, 3}, {0, 3}, {0, 0}, {4, 0}},
                polygons.get(0).get(0).toArray(int[][]::new));
        assertArrayEquals(new int[] {5, 3}, polygons.get(1).get(0).get(0));
    }

    /** The area inside of all rings, holes taken away, is that of the mask. */
    @Test
    void ringsHaveTheAreaOfTheMask() {
        for (int seed = 0; seed < 30; seed++) {
            BitMask mask = random(20, 17, 0.3 + seed / 60.0, seed);
            long twice = 0;
            for (List<List<int[]>> polygon : Rings.of(mask)) {
                for (List<int[]> ring : polygon) {
                    for (int i = 1; i < ring.size(); i++) {
                        int[] from = ring.get(i - 1);
                        int[] to = ring.get(i);
                        twice += (long) from[0] * to[1] - (long) to[0] * from[1];
                    }
                }
            }
            assertEquals(2L * mask.area(), twice);
        }
    }

    @Test
    void pngFilesHoldEverySample() throws Exception {
        BitMask mask = random(9, 5, 0.5, 1);
        Raster grey = read(PngPictures.of(mask)).getRaster();
        Plane plane = new Plane(9, 5);
        RgbPicture picture = new RgbPicture(9, 5, new byte[135]);
        for (int i = 0; i < 45; i++) {
            assertEquals(mask.set()[i] ? 255 : 0, grey.getSample(i % 9, i / 9, 0));
            plane.values()[i] = i / 44f;
            picture.rgb()[3 * i + 1] = (byte) (5 * i);
        }
        BufferedImage deep = read(PngPictures.of(plane));
        assertEquals(16, deep.getSampleModel().getSampleSize(0));
        BufferedImage colours = read(PngPictures.of(picture));
        for (int i = 0; i < 45; i++) {
            assertEquals(Math.round(i / 44f * 65535), deep.getRaster().getSample(i % 9, i / 9, 0));
            assertEquals(5 * i << 8, colours.getRGB(i % 9, i / 9) & 0xffffff);
        }
    }

    @Test
    void whatIsTakenOutOfADrawingTellsHowThatWasMade() throws Exception {
        byte[] mask = PngPictures.of(random(9, 5, 0.5, 1));
        byte[] drawn = ToldPng.of(PngPictures.of(new RgbPicture(2, 2, new byte[12])), "seed 7");
        byte[] carried = PngTexts.carried(drawn, mask);
        assertArrayEquals(ToldPng.of(mask, "seed 7"), carried);
        assertEquals(9, read(carried).getWidth());
    }

    @Test
    void whatHasNoTextsOrIsNoPngChangesNothing() {
        byte[] mask = PngPictures.of(random(9, 5, 0.5, 1));
        byte[] cut = Arrays.copyOf(ToldPng.of(mask, "seed 7"), 45);
        for (byte[] from : List.of(new byte[0], "GIF89a".getBytes(), mask, cut)) {
            assertArrayEquals(mask, PngTexts.carried(from, mask));
        }
    }

    private static BufferedImage read(byte[] file) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(file));
    }
}
