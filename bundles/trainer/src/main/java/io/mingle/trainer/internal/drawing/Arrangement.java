package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;

/** Finds places for shapes, apart from each other. */
final class Arrangement {

    /** Between two boxes, as a share of the canvas: at 64 pixels nearly three. */
    static final double GAP = 0.045;

    private static final double MARGIN = 0.03;
    private static final double LEAST_SIDE = 0.22;
    private static final double[] MOST_SIDE = {0.55, 0.42, 0.34, 0.3};
    private static final int TRIES = 12;
    private static final double SMALLER = 0.94;
    private static final Rectangle2D ALL =
            new Rectangle2D.Double(MARGIN, MARGIN, 1 - 2 * MARGIN, 1 - 2 * MARGIN);

    private Arrangement() {}

    /** Arranges what a wish names, in plain colours on white or, where white is named, on grey. */
    static Layout of(SplittableRandom random, Wish wish) {
        List<ShapeColour> colours = new ArrayList<>();
        for (Group group : wish.groups()) {
            for (int i = 0; i < group.count(); i++) {
                colours.add(group.colour().orElseGet(() -> coloured(random)));
            }
        }
        return fitted(
                wish.shapes(),
                most -> {
                    List<PlacedShape> shapes = new ArrayList<>();
                    double split = random.nextDouble(0.44, 0.56);
                    for (int g = 0; g < wish.groups().size(); g++) {
                        boolean first = g == 0;
                        Rectangle2D area =
                                wish.relation()
                                        .map(it -> half(it, it.isFirst() == first, split))
                                        .orElse(ALL);
                        Group group = wish.groups().get(g);
                        for (int i = 0; i < group.count(); i++) {
                            ShapeColour colour = colours.get(shapes.size());
                            if (!add(random, shapes, area, most, group.kind(), colour)) {
                                return Optional.empty();
                            }
                        }
                    }
                    return Optional.of(new Layout(ground(random, shapes), shapes));
                });
    }

    /** Arranges shapes of any kind and colour, half of the time in many tones. */
    static Layout any(SplittableRandom random, int count) {
        Layout plain =
                fitted(
                        count,
                        most -> {
                            List<PlacedShape> shapes = new ArrayList<>();
                            for (int i = 0; i < count; i++) {
                                ShapeKind kind = Wish.kind(random);
                                if (!add(random, shapes, ALL, most, kind, Wish.colour(random))) {
                                    return Optional.empty();
                                }
                            }
                            return Optional.of(new Layout(ground(random, shapes), shapes));
                        });
        if (random.nextBoolean()) {
            return plain;
        }
        int ground = plain.ground();
        return new Layout(
                ground, plain.shapes().stream().map(it -> toned(random, it, ground)).toList());
    }

    /**
     * Finds a free place for one more shape.
     *
     * @return empty if there is none
     */
    static Optional<PlacedShape> further(
            SplittableRandom random, Layout layout, ShapeKind kind, ShapeColour colour) {
        List<PlacedShape> shapes = new ArrayList<>(layout.shapes());
        double most = MOST_SIDE[Math.min(Wish.MOST - 1, shapes.size())];
        return add(random, shapes, ALL, most, kind, colour)
                ? Optional.of(shapes.get(shapes.size() - 1))
                : Optional.empty();
    }

    /** Tries anew with smaller shapes until all have found a place. */
    private static Layout fitted(int count, DoubleFunction<Optional<Layout>> attempt) {
        Optional<Layout> layout = Optional.empty();
        for (double most = MOST_SIDE[count - 1]; layout.isEmpty(); most *= SMALLER) {
            layout = attempt.apply(most);
        }
        return layout.get();
    }

    /** Adds a shape, unless no place is found for it. */
    private static boolean add(
            SplittableRandom random,
            List<PlacedShape> shapes,
            Rectangle2D area,
            double most,
            ShapeKind kind,
            ShapeColour colour) {
        double longest = Math.min(most, Math.min(area.getWidth(), area.getHeight()));
        double least = Math.min(LEAST_SIDE, 0.95 * longest);
        for (int tries = 0; tries < TRIES; tries++) {
            double side = random.nextDouble(least, longest);
            PlacedShape shape =
                    new PlacedShape(
                            kind,
                            colour,
                            colour.plain(),
                            within(random, area.getMinX(), area.getMaxX(), side),
                            within(random, area.getMinY(), area.getMaxY(), side),
                            side);
            if (shapes.stream().noneMatch(it -> it.isNear(shape, GAP))) {
                shapes.add(shape);
                return true;
            }
        }
        return false;
    }

    private static double within(SplittableRandom random, double least, double most, double side) {
        double room = Math.max(0, most - least - side);
        return least + side / 2 + room * random.nextDouble();
    }

    private static Rectangle2D half(Relation relation, boolean first, double split) {
        double start = first ? MARGIN : split + GAP / 2;
        double length = (first ? split - GAP / 2 : 1 - MARGIN) - start;
        return relation.isVertical()
                ? new Rectangle2D.Double(MARGIN, start, 1 - 2 * MARGIN, length)
                : new Rectangle2D.Double(start, MARGIN, length, 1 - 2 * MARGIN);
    }

    /** Any colour but white, which needs another ground. */
    private static ShapeColour coloured(SplittableRandom random) {
        ShapeColour colour;
        do {
            colour = Wish.colour(random);
        } while (colour == ShapeColour.WHITE);
        return colour;
    }

    private static PlacedShape toned(SplittableRandom random, PlacedShape shape, int ground) {
        int tone = shape.colour().tone(random);
        boolean clear = ShapeColour.distance(tone, ground) > ShapeDetector.GROUND;
        return new PlacedShape(
                shape.kind(),
                shape.colour(),
                clear ? tone : shape.tone(),
                shape.x(),
                shape.y(),
                shape.side());
    }

    private static int ground(SplittableRandom random, List<PlacedShape> shapes) {
        boolean white = shapes.stream().anyMatch(it -> it.colour() == ShapeColour.WHITE);
        return white ? grey(random.nextInt(120, 170)) : light(random);
    }

    private static int light(SplittableRandom random) {
        return random.nextInt(10) < 6 ? 0xFFFFFF : grey(random.nextInt(205, 256));
    }

    private static int grey(int level) {
        return level << 16 | level << 8 | level;
    }
}
