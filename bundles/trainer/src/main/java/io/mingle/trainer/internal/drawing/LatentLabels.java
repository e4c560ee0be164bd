package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.internal.learn.Classification;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What lies at each place of a latent, as labels: the kind of shape, kind and colour as one, and
 * what is painted over it. A transformer that has to tell learns much sooner what it draws. Asked
 * for kind and colour alone, it need not know which colour belongs to which shape.
 */
final class LatentLabels {

    /** How many there are of each label; 0 means the ground, or nothing. */
    static final List<Integer> CLASSES = List.of(5, 33, 6);

    /** The places on a side of a patch. */
    static final int PATCH = 2;

    private static final int KIND = 0;
    private static final int THING = 1;
    private static final int COLOURS = ShapeColour.values().length;
    private static final int PAINTED = 2;

    private static final int SIDE = DrawingExample.PLACES;
    private static final int ALL = SIDE * SIDE;
    private static final int OTHER_TINT = 5;
    private static final int LEVELS = 5;

    private LatentLabels() {}

    /**
     * Labels a picture.
     *
     * @return {@code [3, n · 4]}: of each label the patches, row by row, and of each patch its
     *     places, row by row
     */
    static int[] of(Layout layout) {
        int[] labels = new int[CLASSES.size() * ALL];
        for (PlacedShape shape : layout.shapes()) {
            Shape outline = shape.outline(SIDE);
            for (int i = 0; i < ALL; i++) {
                if (outline.contains(i % SIDE + 0.5, i / SIDE + 0.5)) {
                    labels[KIND * ALL + ordered(i)] = 1 + shape.kind().ordinal();
                    labels[THING * ALL + ordered(i)] = thing(shape);
                }
            }
        }
        return labels;
    }

    private static int thing(PlacedShape shape) {
        return 1 + shape.kind().ordinal() * COLOURS + shape.colour().ordinal();
    }

    /** Labels what is to come out where something is seen. */
    static int[] of(Sight sight) {
        int[] labels = of(sight.layout());
        boolean grey = sight.sort() == Sight.Sort.DEPTH || sight.sort() == Sight.Sort.EDGES;
        List<PlacedShape> shapes = sight.bySize();
        for (int i = 0; i < ALL; i++) {
            Rectangle2D place = new Rectangle2D.Double(i % SIDE, i / SIDE, 1, 1);
            if (grey) {
                labels[THING * ALL + ordered(i)] = Classification.UNKNOWN;
            }
            for (int k = 0; k < shapes.size(); k++) {
                if (isPainted(sight, shapes.get(k), place)) {
                    labels[PAINTED * ALL + ordered(i)] = painted(sight, shapes.get(k), k);
                }
            }
        }
        return labels;
    }

    /** Puts the labels of several pictures behind one another, as a batch has them. */
    static long[] joined(Stream<int[]> each) {
        return each.flatMapToInt(IntStream::of).asLongStream().toArray();
    }

    /**
     * Labels fewer places of the same picture, those under the middles of patches.
     *
     * @param labels of a latent
     * @param side patches on a side
     */
    static int[] resampled(int[] labels, int side) {
        int places = side * PATCH;
        int[] all = new int[CLASSES.size() * places * places];
        for (int i = 0; i < all.length; i++) {
            int place = i % (places * places);
            int row = middle(place / places, places);
            int column = middle(place % places, places);
            int of = i / (places * places);
            all[of * places * places + ordered(place, places)] =
                    labels[of * ALL + ordered(row * SIDE + column)];
        }
        return all;
    }

    /** Returns the row of a latent in which the middle of a row lies, of so many. */
    private static int middle(int row, int rows) {
        return (2 * row + 1) * SIDE / (2 * rows);
    }

    private static boolean isPainted(Sight sight, PlacedShape shape, Rectangle2D place) {
        Shape outline = shape.outline(SIDE);
        return switch (sight.sort()) {
            case BOXES -> line(outline.getBounds2D()).intersects(place);
            case EDGES -> line(outline).intersects(place);
            case REFERRING ->
                    sight.meant().equals(Optional.of(shape)) && holdsMiddle(outline, place);
            default -> holdsMiddle(outline, place);
        };
    }

    private static boolean holdsMiddle(Shape outline, Rectangle2D place) {
        return outline.contains(place.getCenterX(), place.getCenterY());
    }

    private static Shape line(Shape outline) {
        return new BasicStroke((float) (Sight.LINE * SIDE)).createStrokedShape(outline);
    }

    private static int painted(Sight sight, PlacedShape shape, int bySize) {
        return switch (sight.sort()) {
            case REFERRING -> Sight.tint(shape) == Sight.TINT ? 1 : OTHER_TINT;
            case CLASSES -> 1 + shape.kind().ordinal();
            case INSTANCES, BOXES -> 1 + bySize;
            case DEPTH -> 1 + Math.min(LEVELS - 1, (int) (LEVELS * Sight.nearness(shape)));
            case EDGES -> 1;
        };
    }

    private static int ordered(int place) {
        return ordered(place, SIDE);
    }

    private static int ordered(int place, int side) {
        int row = place / side;
        int column = place % side;
        int patch = row / PATCH * (side / PATCH) + column / PATCH;
        return (patch * PATCH + row % PATCH) * PATCH + column % PATCH;
    }
}
