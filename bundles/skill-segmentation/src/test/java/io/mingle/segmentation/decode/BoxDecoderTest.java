package io.mingle.segmentation.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxDecoderTest {

    private static final BoxDecoder DECODER =
            new BoxDecoder(BoxSettings.USUAL, AlignmentSettings.USUAL);

    /** Draws lines along the sides, inside them. */
    private static RgbPicture drawn(RgbPicture picture, int[] box, int thick, Rgb colour) {
        int width = picture.width();
        int height = picture.height();
        BitMask outer = Scenes.rectangle(width, height, box[0], box[1], box[2], box[3]);
        BitMask inner =
                Scenes.rectangle(
                        width,
                        height,
                        box[0] + thick,
                        box[1] + thick,
                        box[2] - thick,
                        box[3] - thick);
        return Overlay.paint(picture, outer.and(inner.not()), colour, 1);
    }

    /** Returns the colour that is seen best where it is least seen along the sides. */
    private static Rgb contrasting(RgbPicture picture, int[] box) {
        Rgb best = Rgb.RED;
        double farthest = 0;
        Lab lab = Lab.of(Channels.of(picture));
        for (Rgb colour : Palette.USUAL.colours()) {
            double nearest = Double.MAX_VALUE;
            for (int y = box[1]; y < box[3]; y++) {
                for (int x = box[0]; x < box[2]; x++) {
                    boolean inside = x > box[0] && x < box[2] - 1 && y > box[1] && y < box[3] - 1;
                    double distance = Paints.distance(lab, y * picture.width() + x, Lab.of(colour));
                    nearest = inside ? nearest : Math.min(nearest, distance);
                }
            }
            if (nearest > farthest) {
                farthest = nearest;
                best = colour;
            }
        }
        return best;
    }

    /** The middle of lines is so far inside. */
    private static void assertBoxes(List<int[]> truth, int thick, List<DrawnBox> found) {
        List<DrawnBox> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(it -> it.left() + 3 * it.top()));
        List<int[]> expected = new ArrayList<>(truth);
        expected.sort(Comparator.comparingDouble(it -> it[0] + 3 * it[1]));
        assertEquals(expected.size(), sorted.size(), () -> "found " + sorted);
        double inside = thick / 2.0;
        for (int i = 0; i < sorted.size(); i++) {
            int[] it = expected.get(i);
            assertEquals(it[0] + inside, sorted.get(i).left(), 2, () -> "left of " + sorted);
            assertEquals(it[1] + inside, sorted.get(i).top(), 2, () -> "top of " + sorted);
            assertEquals(it[2] - inside, sorted.get(i).right(), 2, () -> "right of " + sorted);
            assertEquals(it[3] - inside, sorted.get(i).bottom(), 2, () -> "bottom of " + sorted);
        }
    }

    @ParameterizedTest
    @CsvSource({"512, 2", "512, 3", "512, 5", "256, 2", "256, 4"})
    void boxesAreFoundThroughJpegAndNoise(int side, int thick) {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            RgbPicture reference = Scenes.picture(side, side, random);
            int half = side / 2;
            List<int[]> boxes = new ArrayList<>();
            RgbPicture painted = reference;
            for (int i = 0; i < 4; i++) {
                int left = i % 2 * half + 5 + random.nextInt(half / 4);
                int top = i / 2 * half + 5 + random.nextInt(half / 4);
                int[] box = {
                    left,
                    top,
                    left + half / 3 + random.nextInt(half / 4),
                    top + half / 3 + random.nextInt(half / 4)
                };
                boxes.add(box);
                painted = drawn(painted, box, thick, contrasting(reference, box));
            }
            RgbPicture drawn = Scenes.noisy(Scenes.jpeg(painted, 0.75f), 0.97, 4, 6, random);
            assertBoxes(boxes, thick, DECODER.decode(reference, drawn));
        }
    }

    @Test
    void boxesOfOneColourMayOverlapAndLieInEachOther() {
        RgbPicture reference = Scenes.picture(256, 256, new Random(1));
        List<int[]> boxes =
                List.of(
                        new int[] {20, 20, 120, 120},
                        new int[] {70, 60, 170, 180},
                        new int[] {180, 20, 250, 100},
                        new int[] {195, 40, 235, 80});
        RgbPicture painted = reference;
        for (int[] box : boxes) {
            painted = drawn(painted, box, 3, Rgb.RED);
        }
        assertBoxes(boxes, 3, DECODER.decode(reference, painted));
    }

    @Test
    void boxesInASmallPictureMayHaveLinesOfOnePixel() {
        RgbPicture reference = Scenes.picture(64, 64, new Random(1));
        List<int[]> boxes =
                List.of(
                        new int[] {4, 5, 22, 20},
                        new int[] {30, 8, 60, 24},
                        new int[] {10, 34, 19, 44});
        RgbPicture painted = reference;
        for (int i = 0; i < boxes.size(); i++) {
            painted = drawn(painted, boxes.get(i), 1, Palette.USUAL.colour(i));
        }
        assertBoxes(boxes, 1, DECODER.decode(reference, painted));
    }

    @Test
    void aFilledObjectAndAnUntouchedPictureHaveNoBox() {
        Random random = new Random(4);
        RgbPicture reference = Scenes.picture(256, 256, random);
        BitMask blob = Scenes.polygon(256, 256, random);
        assertEquals(
                List.of(), DECODER.decode(reference, Overlay.paint(reference, blob, Rgb.RED, 1)));
        RgbPicture untouched = Scenes.noisy(reference, 0.97, 4, 6, random);
        assertEquals(List.of(), DECODER.decode(reference, untouched));
    }

    @Test
    void aBoxWithGapsHasALowerScore() {
        RgbPicture reference = Scenes.picture(256, 256, new Random(1));
        RgbPicture painted = drawn(reference, new int[] {40, 40, 200, 160}, 3, Rgb.RED);
        byte[] rgb = painted.rgb();
        for (int y = 30; y < 60; y++) {
            for (int x = 90; x < 150; x++) {
                System.arraycopy(reference.rgb(), 3 * (y * 256 + x), rgb, 3 * (y * 256 + x), 3);
            }
        }
        List<DrawnBox> found = DECODER.decode(reference, painted);
        assertEquals(1, found.size());
        assertTrue(found.get(0).score() < 0.95 && found.get(0).score() > 0.8, "" + found);
    }
}
