package io.mingle.trainer.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Sample;
import io.mingle.vision.picture.RgbPicture;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxLabelsTest {

    private static final long NONE = BoxLabels.NOTHING;

    /** Of a picture of 32 × 32 pixels: four tokens, two by two. */
    private static final Grid GRID = new Grid(1, 4, 4);

    private static List<Sample> picture(Rectangle2D... things) {
        RgbPicture picture = new RgbPicture(32, 32, new byte[32 * 32 * 3]);
        return List.of(new Sample(picture, List.of(), List.of(), List.of(things)));
    }

    private static long[] labels(Rectangle2D... things) {
        return BoxLabels.inPicture(picture(things), GRID, 2);
    }

    @Test
    void everyTokenThatShowsAThingKnowsItsEdges() {
        assertArrayEquals(
                new long[] {
                    3, 3, 21, 46, NONE, NONE, NONE, NONE, 3, 3, 21, 46, NONE, NONE, NONE, NONE
                },
                labels(new Rectangle2D.Double(2, 2, 12, 28)));
    }

    @Test
    void edgesAreToldAsSeenFromTheToken() {
        long[] labels = BoxLabels.fromToken(picture(new Rectangle2D.Double(2, 2, 12, 28)), GRID, 2);
        assertArrayEquals(new long[] {22, 22, 28, 36}, Arrays.copyOfRange(labels, 0, 4));
        assertArrayEquals(new long[] {22, 14, 28, 28}, Arrays.copyOfRange(labels, 8, 12));
    }

    @Test
    void aTokenThatShowsTwoThingsTellsOfTheLarger() {
        long[] labels =
                labels(
                        new Rectangle2D.Double(0, 0, 12, 12),
                        new Rectangle2D.Double(12.8, 0, 19.2, 16));
        assertArrayEquals(new long[] {0, 0, 18, 18, 20, 0, 49, 25}, Arrays.copyOf(labels, 8));
    }

    @Test
    void aThingThatATokenHardlyTouchesIsPassedOver() {
        assertArrayEquals(
                new long[] {0, 0, 25, 25, NONE, NONE, NONE, NONE},
                Arrays.copyOf(labels(new Rectangle2D.Double(0, 0, 16.3, 16)), 8));
    }
}
