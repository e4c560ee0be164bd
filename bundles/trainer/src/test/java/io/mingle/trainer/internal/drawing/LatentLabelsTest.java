package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import io.mingle.trainer.internal.learn.Classification;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatentLabelsTest {

    private static final int PLACES = 256;
    private static final int KIND = 0;
    private static final int THING = PLACES;
    private static final int PAINTED = 2 * PLACES;

    private static final int GREEN_SQUARE =
            1 + 8 * ShapeKind.SQUARE.ordinal() + ShapeColour.GREEN.ordinal();

    /** Covers the places 4 to 7 of the rows and columns. */
    private static final PlacedShape SQUARE =
            new PlacedShape(
                    ShapeKind.SQUARE, ShapeColour.GREEN, 0x00FF00, 6 / 16.0, 6 / 16.0, 0.25);

    private static final Layout LAYOUT = new Layout(0xFFFFFF, List.of(SQUARE));

    /** Returns where a place is told: patches of two by two come one after the other. */
    private static int at(int row, int column) {
        return (row / 2 * 8 + column / 2) * 4 + row % 2 * 2 + column % 2;
    }

    private static long count(int[] labels, int from, int label) {
        return IntStream.range(from, from + PLACES).filter(i -> labels[i] == label).count();
    }

    private static int[] seen(Sight.Sort sort) {
        return LatentLabels.of(new Sight(sort, LAYOUT, Optional.of(SQUARE)));
    }

    @Test
    void aShapeIsToldAtItsPlacesAndNowhereElse() {
        int[] labels = LatentLabels.of(LAYOUT);
        assertEquals(1 + ShapeKind.SQUARE.ordinal(), labels[KIND + at(4, 7)]);
        assertEquals(GREEN_SQUARE, labels[THING + at(7, 4)]);
        assertEquals(0, labels[KIND + at(3, 4)]);
        assertEquals(0, labels[THING + at(4, 8)]);
        assertEquals(16, count(labels, KIND, 1 + ShapeKind.SQUARE.ordinal()));
        assertEquals(PLACES, count(labels, PAINTED, 0));
    }

    @Test
    void fewerPlacesAreThoseUnderTheirMiddles() {
        int[] labels = LatentLabels.resampled(LatentLabels.of(LAYOUT), 4);
        assertEquals(3 * 64, labels.length);
        assertEquals(4, IntStream.range(0, 64).filter(i -> labels[i] != 0).count());
        int patch = 4 * (1 * 4 + 1);
        for (int i = 0; i < 4; i++) {
            assertEquals(1 + ShapeKind.SQUARE.ordinal(), labels[patch + i]);
            assertEquals(GREEN_SQUARE, labels[64 + patch + i]);
        }
    }

    @Test
    void whatIsPaintedOverAShapeIsTold() {
        assertEquals(16, count(seen(Sight.Sort.REFERRING), PAINTED, 1));
        assertEquals(16, count(seen(Sight.Sort.CLASSES), PAINTED, 1 + ShapeKind.SQUARE.ordinal()));
        assertEquals(16, count(seen(Sight.Sort.INSTANCES), PAINTED, 1));
        int level = 1 + (int) (5 * Sight.nearness(SQUARE));
        assertEquals(16, count(seen(Sight.Sort.DEPTH), PAINTED, level));
    }

    @Test
    void linesAreToldWhereTheyPassAndGreyPicturesTellNoColour() {
        int[] edges = seen(Sight.Sort.EDGES);
        assertEquals(1, edges[PAINTED + at(4, 4)]);
        assertEquals(0, edges[PAINTED + at(5, 5)]);
        assertEquals(PLACES, count(edges, THING, Classification.UNKNOWN));
        assertEquals(edges[PAINTED + at(7, 5)], seen(Sight.Sort.BOXES)[PAINTED + at(7, 5)]);
    }

    @Test
    void labelsAreWithinTheirClasses() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 60; i++) {
            int[] labels = LatentLabels.of(Sight.of(random, Sight.Sort.values()[i % 6]));
            for (int k = 0; k < labels.length; k++) {
                int classes = LatentLabels.CLASSES.get(k / PLACES);
                boolean untold = k / PLACES == 1 && labels[k] == Classification.UNKNOWN;
                assertTrue(untold || labels[k] >= 0 && labels[k] < classes, labels[k] + "");
            }
        }
    }
}
