package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import io.mingle.vision.picture.RgbPicture;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SightTest {

    private static final int SIDE = 128;
    private static final PlacedShape LARGE = placed(ShapeKind.SQUARE, ShapeColour.GREEN, 0.3, 0.4);
    private static final PlacedShape SMALL = placed(ShapeKind.CIRCLE, ShapeColour.RED, 0.75, 0.25);
    private static final Layout BOTH = new Layout(0xFFFFFF, List.of(SMALL, LARGE));

    private static PlacedShape placed(
            ShapeKind kind, ShapeColour colour, double place, double side) {
        return new PlacedShape(kind, colour, colour.plain(), place, place, side);
    }

    private static int tone(Canvas canvas, PlacedShape shape) {
        return tone(canvas, shape.x(), shape.y());
    }

    private static int tone(Canvas canvas, double x, double y) {
        RgbPicture picture = canvas.picture();
        int at = 3 * ((int) (y * SIDE) * SIDE + (int) (x * SIDE));
        return (picture.rgb()[at] & 0xFF) << 16
                | (picture.rgb()[at + 1] & 0xFF) << 8
                | picture.rgb()[at + 2] & 0xFF;
    }

    private static Canvas painted(Sight.Sort sort, PlacedShape meant) {
        return new Sight(sort, BOTH, Optional.ofNullable(meant)).paint(SIDE);
    }

    private static void assertNear(int expected, int found) {
        for (int shift = 16; shift >= 0; shift -= 8) {
            assertEquals(expected >> shift & 255, found >> shift & 255, 1);
        }
    }

    private static int half(int one, int other) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= ((one >> shift & 255) + (other >> shift & 255)) / 2 << shift;
        }
        return mixed;
    }

    @Test
    void whatIsMeantIsTintedAloneAndRedThingsInAnotherColour() {
        Canvas green = painted(Sight.Sort.REFERRING, LARGE);
        assertNear(half(LARGE.tone(), Sight.TINT), tone(green, LARGE));
        assertEquals(SMALL.tone(), tone(green, SMALL));
        Canvas red = painted(Sight.Sort.REFERRING, SMALL);
        assertNear(half(SMALL.tone(), Sight.OTHER_TINT), tone(red, SMALL));
        assertEquals(LARGE.tone(), tone(red, LARGE));
        assertEquals(0xFFFFFF, tone(red, 0.02, 0.02));
    }

    @Test
    void instancesHaveColoursByDecreasingSizeAndClassesByKind() {
        Canvas instances = painted(Sight.Sort.INSTANCES, null);
        assertNear(half(LARGE.tone(), Sight.PALETTE.get(0)), tone(instances, LARGE));
        assertNear(half(SMALL.tone(), Sight.PALETTE.get(1)), tone(instances, SMALL));
        Canvas classes = painted(Sight.Sort.CLASSES, null);
        assertNear(half(SMALL.tone(), Sight.PALETTE.get(0)), tone(classes, SMALL));
        assertNear(half(LARGE.tone(), Sight.PALETTE.get(1)), tone(classes, LARGE));
    }

    @Test
    void whatIsLargeIsNearAndSoBright() {
        Canvas depth = painted(Sight.Sort.DEPTH, null);
        assertTrue(tone(depth, LARGE) > tone(depth, SMALL));
        assertTrue(tone(depth, SMALL) > 0);
        assertEquals(0, tone(depth, 0.02, 0.02));
    }

    @Test
    void boxesAndEdgesAreLines() {
        Canvas boxes = painted(Sight.Sort.BOXES, null);
        assertEquals(LARGE.tone(), tone(boxes, LARGE));
        assertEquals(Sight.PALETTE.get(0), tone(boxes, LARGE.box().getMinX(), LARGE.y()));
        Canvas edges = painted(Sight.Sort.EDGES, null);
        assertEquals(0, tone(edges, LARGE));
        assertEquals(0xFFFFFF, tone(edges, LARGE.box().getMinX(), LARGE.y()));
    }

    @Test
    void whatChangesLiesInTheRegionThatMay() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 60; i++) {
            Sight sight = Sight.of(random, Sight.Sort.values()[i % Sight.Sort.values().length]);
            byte[] before = sight.layout().paint(SIDE).picture().rgb();
            byte[] after = sight.paint(SIDE).picture().rgb();
            Canvas mask = new Canvas(SIDE, 0);
            mask.spread(sight.region(SIDE));
            boolean[] may = mask.painted();
            for (int at = 0; at < before.length; at++) {
                assertTrue(may[at / 3] || before[at] == after[at], sight.sort() + " at " + at);
            }
        }
    }

    @Test
    void labelsAreWithinTheirClassesAndTellPromptsApart() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 300; i++) {
            int[] said =
                    switch (i % 3) {
                        case 0 -> Said.of(Wish.of(random, Wish.Subject.values()[i % 6]));
                        case 1 -> said(random, Change.of(random, Change.Sort.values()[i % 4]));
                        default -> said(random, Sight.of(random, Sight.Sort.values()[i % 6]));
                    };
            assertEquals(Said.CLASSES.size(), said.length);
            assertTrue(
                    IntStream.range(0, said.length)
                            .allMatch(k -> said[k] >= 0 && said[k] < Said.CLASSES.get(k)));
        }
        Group circle = Group.of(2, ShapeColour.RED, ShapeKind.CIRCLE);
        Group star = Group.of(1, ShapeColour.BLUE, ShapeKind.STAR);
        Wish above = wish(List.of(circle, star), Relation.ABOVE);
        assertEquals(List.of(1, 1, 2, 4, 3, 1, 1), said(above));
        assertNotEquals(said(above), said(wish(List.of(star, circle), Relation.ABOVE)));
        assertNotEquals(said(above), said(wish(List.of(circle, star), Relation.LEFT)));
    }

    private static int[] said(SplittableRandom random, Change change) {
        return Said.of(change, change.named(random));
    }

    private static int[] said(SplittableRandom random, Sight sight) {
        return Said.of(sight, sight.named(random));
    }

    @Test
    void whatAnInstructionDoesNotTellIsNoLabelOfIt() {
        Layout before = new Layout(0xFFFFFF, List.of(LARGE));
        Layout after = new Layout(0xFFFFFF, List.of(LARGE.in(ShapeColour.BLUE)));
        Change change =
                new Change(
                        Change.Sort.COLOUR,
                        before,
                        after,
                        Optional.of(LARGE),
                        Optional.of(after.shapes().get(0)));
        Naming byKind = new Naming(Optional.of(ShapeKind.SQUARE), Optional.empty());
        int[] said = Said.of(change, Optional.of(byKind));
        int square = 1 + ShapeKind.SQUARE.ordinal();
        int blue = 1 + ShapeColour.BLUE.ordinal();
        assertEquals(List.of(square, 0, 1, 0, blue, 1), list(said).subList(0, 6));
    }

    private static List<Integer> list(int[] labels) {
        return IntStream.of(labels).boxed().toList();
    }

    private static Wish wish(List<Group> groups, Relation relation) {
        return new Wish(Wish.Subject.POSITION, groups, Optional.of(relation));
    }

    private static List<Integer> said(Wish wish) {
        return list(Said.of(wish));
    }
}
