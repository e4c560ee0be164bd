package io.mingle.segmentation.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RasterTest {

    private static BitMask drawn(String... rows) {
        BitMask mask = new BitMask(rows[0].length(), rows.length);
        for (int i = 0; i < mask.set().length; i++) {
            mask.set()[i] = rows[i / mask.width()].charAt(i % mask.width()) == '#';
        }
        return mask;
    }

    private static void assertDrawn(BitMask mask, String... rows) {
        assertArrayEquals(drawn(rows).set(), mask.set());
    }

    private static Plane noise(int width, int height, long seed) {
        Random random = new Random(seed);
        Plane plane = new Plane(width, height);
        for (int i = 0; i < plane.values().length; i++) {
            plane.values()[i] = random.nextFloat();
        }
        return plane;
    }

    @Test
    void aMeanIsThatOfTheWindowAsFarAsThereIsOne() {
        Plane plane = noise(9, 7, 1);
        Plane mean = BoxFilter.mean(plane, 2);
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 9; x++) {
                double sum = 0;
                int count = 0;
                for (int v = Math.max(0, y - 2); v <= Math.min(6, y + 2); v++) {
                    for (int u = Math.max(0, x - 2); u <= Math.min(8, x + 2); u++) {
                        sum += plane.at(u, v);
                        count++;
                    }
                }
                assertEquals(sum / count, mean.at(x, y), 1e-5);
            }
        }
    }

    @Test
    void otsuPartsTwoClassesInTheMiddleAndFindsNoneInNormalNoise() {
        Plane two = new Plane(10, 10);
        for (int i = 0; i < 30; i++) {
            two.values()[i] = 60;
        }
        Otsu otsu = Otsu.of(two, 100);
        assertEquals(30, otsu.threshold(), 1);
        assertEquals(1, otsu.ratio(), 1e-6);
        assertEquals(0, Otsu.of(new Plane(5, 5), 100).ratio());

        Random random = new Random(1);
        Plane normal = new Plane(200, 200);
        for (int i = 0; i < normal.values().length; i++) {
            normal.values()[i] = (float) (50 + 5 * random.nextGaussian());
        }
        assertEquals(2 / Math.PI, Otsu.of(normal, 100).ratio(), 0.02);
    }

    @Test
    void openingTakesSpecksAwayAndClosingFillsGaps() {
        BitMask mask = drawn("#......", "..###..", "..###..", "..###..", "......#");
        assertDrawn(
                Morphology.open(mask, 1), ".......", "..###..", "..###..", "..###..", ".......");
        BitMask gap = drawn(".......", ".##.##.", ".##.##.", ".##.##.", ".......");
        assertDrawn(
                Morphology.close(gap, 1), ".......", ".#####.", ".#####.", ".#####.", ".......");
    }

    @Test
    void partsTouchBySidesOrAlsoByCorners() {
        BitMask mask = drawn("##..#", "#..#.", "..#..", "#...#");
        assertEquals(6, Components.ofFour(mask).count());
        Components parts = Components.ofEight(mask);
        assertArrayEquals(new int[] {3, 3, 1, 1}, parts.areas());
        assertArrayEquals(new int[] {2, 0, 4, 2}, parts.boxes()[1]);
        assertEquals(3, parts.where(it -> it == 1).area());
        assertEquals(3, parts.largest());
    }

    /** The labels of a comb are joined late, at its lowest row. */
    @Test
    void partsThatJoinLateAreOne() {
        assertEquals(1, Components.ofFour(drawn("#.#.#.#", "#.#.#.#", "#######")).count());
        assertEquals(1, Components.ofEight(drawn("#...#", ".#.#.", "..#..")).count());
    }

    @Test
    void smallHolesAreFilledAndBaysAreNot() {
        BitMask mask = drawn("#####", "#.#.#", "###.#", "#.###", "#.###");
        assertDrawn(Holes.fill(mask, 1), "#####", "###.#", "###.#", "#.###", "#.###");
        assertDrawn(Holes.fill(mask, 2), "#####", "#####", "#####", "#.###", "#.###");
    }

    @Test
    void whatIsWeakCountsWhereItTouchesWhatIsStrong() {
        Plane plane = new Plane(7, 1, new float[] {1, 2, 5, 2, 0, 2, 2});
        assertDrawn(Hysteresis.of(plane, 2, 4), ".###...");
    }

    @Test
    void labelsGrowIntoWhatIsFreeTheNearestFirst() {
        int[] labels = {-1, 3, -1, -1, -1, 5, -1};
        BitMask within = drawn("######.");
        assertArrayEquals(new int[] {3, 3, 3, 3, 5, 5, -1}, Growth.fill(labels, within));
    }

    @Test
    void theMajorityDecidesAndWhatHasNoLabelGetsNone() {
        int[] labels = {0, 0, 0, 0, 1, 0, -1, 0, 0};
        assertArrayEquals(
                new int[] {0, 0, 0, 0, 0, 0, -1, 0, 0}, MajorityFilter.apply(labels, 3, 2, 1));
    }

    @Test
    void aMedianTakesSinglePixelsOutAndKeepsEdges() {
        Plane plane = new Plane(6, 6);
        for (int i = 0; i < 36; i++) {
            plane.values()[i] = i % 6 < 3 ? 0 : 10;
        }
        float[] before = plane.values().clone();
        plane.values()[13] = 99;
        assertArrayEquals(before, Median.of(plane).values());
    }

    @Test
    void theLargestValueNearbyIsFound() {
        Plane plane = new Plane(5, 3);
        plane.values()[7] = 4;
        assertEquals(
                List.of(0f, 4f, 4f, 4f, 0f),
                List.of(
                        LocalMaximum.of(plane, 1).at(0, 0),
                        LocalMaximum.of(plane, 1).at(1, 0),
                        LocalMaximum.of(plane, 1).at(2, 1),
                        LocalMaximum.of(plane, 1).at(3, 2),
                        LocalMaximum.of(plane, 1).at(4, 1)));
    }

    @Test
    void aThickLineBecomesOnePixelWideAndStaysInOnePiece() {
        BitMask mask = new BitMask(40, 30);
        for (int i = 0; i < mask.set().length; i++) {
            int x = i % 40;
            int y = i / 40;
            mask.set()[i] = Math.abs(Math.hypot(x - 20, y - 15) - 10) < 2;
        }
        BitMask thin = Thinning.of(mask);
        assertEquals(1, Components.ofEight(thin).count());
        assertTrue(thin.area() >= 50 && thin.area() <= 75, thin.area() + " pixels");
        assertEquals(thin.area(), thin.and(mask).area());
        assertEquals(0, Morphology.erode(thin, 1).area());
    }

    @Test
    void darkLinesAreFoundOnGroundOfAnyLightness() {
        Plane grey = new Plane(60, 20);
        for (int i = 0; i < grey.values().length; i++) {
            int x = i % 60;
            grey.values()[i] = x % 20 == 10 ? 40 + x : 120 + 2 * x;
        }
        BitMask dark = Sauvola.dark(grey, 15, 0.2);
        for (int i = 0; i < dark.set().length; i++) {
            assertEquals(i % 60 % 20 == 10, dark.set()[i]);
        }
    }
}
