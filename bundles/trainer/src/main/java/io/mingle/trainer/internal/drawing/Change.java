package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.awt.Shape;
import java.awt.geom.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One change of a picture; all that it does not touch stays as it is.
 *
 * @param sort what is changed
 * @param before the picture
 * @param after what is to come out
 * @param old the shape that is changed or taken away
 * @param fresh the shape that is there instead, or in addition
 */
record Change(
        Sort sort,
        Layout before,
        Layout after,
        Optional<PlacedShape> old,
        Optional<PlacedShape> fresh) {

    /** What is changed. */
    enum Sort {
        COLOUR("another colour"),
        REMOVE("taken away"),
        ADD("added"),
        REPLACE("another shape");

        private final String words;

        Sort(String words) {
            this.words = words;
        }

        /** Returns what reports call it. */
        String words() {
            return words;
        }
    }

    /** One change in so many is kept for the evaluation. */
    private static final int KEPT = 8;

    private static final int TRIES = 50;

    /** Draws a picture of one to four shapes, and a change of this sort. */
    static Change of(SplittableRandom random, Sort sort) {
        Optional<Change> change = Optional.empty();
        for (int tries = 0; tries < TRIES && change.isEmpty(); tries++) {
            boolean adds = sort == Sort.ADD;
            int least = sort == Sort.REMOVE ? 2 : 1;
            int count = random.nextInt(least, Wish.MOST + (adds ? 0 : 1));
            Layout before = Arrangement.any(random, count);
            change = adds ? added(random, before) : changed(random, sort, before);
        }
        return change.orElseThrow();
    }

    private static Optional<Change> added(SplittableRandom random, Layout before) {
        ShapeColour colour = other(random, ShapeColour.WHITE);
        return Arrangement.further(random, before, Wish.kind(random), colour)
                .map(
                        it -> {
                            List<PlacedShape> shapes = new ArrayList<>(before.shapes());
                            shapes.add(it);
                            return new Change(
                                    Sort.ADD,
                                    before,
                                    new Layout(before.ground(), shapes),
                                    Optional.empty(),
                                    Optional.of(it));
                        });
    }

    /** Changes a shape that words can single out. */
    private static Optional<Change> changed(SplittableRandom random, Sort sort, Layout before) {
        List<PlacedShape> single =
                before.shapes().stream().filter(it -> Naming.isSingle(before, it)).toList();
        if (single.isEmpty()) {
            return Optional.empty();
        }
        PlacedShape old = Words.any(random, single);
        Optional<PlacedShape> fresh =
                switch (sort) {
                    case COLOUR -> Optional.of(old.in(coloured(random, before, old)));
                    case REPLACE -> Optional.of(old.as(other(random, old.kind())));
                    default -> Optional.empty();
                };
        List<PlacedShape> shapes = new ArrayList<>(before.shapes());
        int at = shapes.indexOf(old);
        fresh.ifPresentOrElse(it -> shapes.set(at, it), () -> shapes.remove(at));
        Layout after = new Layout(before.ground(), shapes);
        return Optional.of(new Change(sort, before, after, Optional.of(old), fresh));
    }

    /** Another colour that can be seen on the ground. */
    private static ShapeColour coloured(SplittableRandom random, Layout layout, PlacedShape shape) {
        ShapeColour colour;
        do {
            colour = other(random, shape.colour());
        } while (ShapeColour.distance(colour.plain(), layout.ground()) < ShapeDetector.GROUND);
        return colour;
    }

    private static ShapeColour other(SplittableRandom random, ShapeColour not) {
        ShapeColour colour;
        do {
            colour = Wish.colour(random);
        } while (colour == not);
        return colour;
    }

    private static ShapeKind other(SplittableRandom random, ShapeKind not) {
        ShapeKind kind;
        do {
            kind = Wish.kind(random);
        } while (kind == not);
        return kind;
    }

    /** Names the shape that is there, if one is changed or taken away. */
    Optional<Naming> named(SplittableRandom random) {
        return old.map(it -> Naming.of(random, before, it));
    }

    /** Returns words in which the same changes agree, wherever the shapes lie. */
    String key() {
        return sort + " " + named(old) + " " + named(fresh);
    }

    private static String named(Optional<PlacedShape> shape) {
        return shape.map(it -> it.colour() + " " + it.kind()).orElse("");
    }

    /** Tells whether pictures of it are kept for the evaluation, in whatever words. */
    boolean isKept() {
        return Kept.is(key(), KEPT);
    }

    /** Returns what may change, on a canvas of {@code side} pixels. */
    Shape region(int side) {
        Area region = new Area();
        old.ifPresent(it -> region.add(new Area(it.outline(side))));
        fresh.ifPresent(it -> region.add(new Area(it.outline(side))));
        return region;
    }
}
