package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is to be seen of a picture by drawing over it (spec of the published model, perception by
 * generation, section 3).
 *
 * @param sort what is drawn
 * @param layout the picture
 * @param meant the shape that a referring expression means
 */
record Sight(Sort sort, Layout layout, Optional<PlacedShape> meant) {

    /** What is drawn. */
    enum Sort {
        /** One shape is tinted. */
        REFERRING,
        /** Each kind of shape is tinted in its own colour. */
        CLASSES,
        /** Each shape is tinted in its own colour, the largest in the first. */
        INSTANCES,
        /** Grey, the larger the shape the brighter: what is large is taken to be near. */
        DEPTH,
        /** A rectangle around each shape, the largest in the first colour. */
        BOXES,
        /** White edges on black. */
        EDGES
    }

    /** What tells classes and instances apart. */
    static final List<Integer> PALETTE = List.of(0xE6194B, 0x3CB44B, 0xFFE119, 0x0082C8);

    /** What tints the shape that is meant. */
    static final int TINT = 0xFF0000;

    /** What tints a shape that is red itself. */
    static final int OTHER_TINT = 0x00FFFF;

    private static final double LIKE_TINT = 250;
    private static final double OPACITY = 0.5;
    private static final double DARKEST = 60;
    private static final double LARGEST = 0.55;

    /** Of lines, as a share of the side of the picture. */
    static final double LINE = 1 / 32.0;

    /** Draws a picture of one to four shapes. */
    static Sight of(SplittableRandom random, Sort sort) {
        while (true) {
            Layout layout = Arrangement.any(random, random.nextInt(1, Wish.MOST + 1));
            if (sort != Sort.REFERRING) {
                return new Sight(sort, layout, Optional.empty());
            }
            List<PlacedShape> single =
                    layout.shapes().stream().filter(it -> Naming.isSingle(layout, it)).toList();
            if (!single.isEmpty()) {
                return new Sight(sort, layout, Optional.of(Words.any(random, single)));
            }
        }
    }

    /** Names what is meant. */
    Optional<Naming> named(SplittableRandom random) {
        return meant.map(it -> Naming.of(random, layout, it));
    }

    /**
     * Asks for it as those who call the model do.
     *
     * @param name of what is meant
     */
    String prompt(SplittableRandom random, Optional<Naming> name) {
        return switch (sort) {
            case REFERRING ->
                    "Given the following instructions: "
                            + referring(random, name.orElseThrow())
                            + "; please perform referring segmentation on this image.";
            case CLASSES -> "Please segment different classes in this image.";
            case INSTANCES -> "Please segment different instances in this image.";
            case DEPTH -> "Please generate the depth map of this image.";
            case BOXES -> "Please draw bounding boxes around all objects in this image.";
            case EDGES -> "Please generate the edge contour map of this image.";
        };
    }

    /** People refer to things with an article or without. */
    private static String referring(SplittableRandom random, Naming name) {
        String words = name.english();
        return random.nextBoolean() ? words : words.substring("the ".length());
    }

    /** Returns what is to come out, on a canvas of {@code side} pixels. */
    Canvas paint(int side) {
        return switch (sort) {
            case DEPTH -> depth(side);
            case EDGES -> edges(side);
            default -> painted(side);
        };
    }

    private Canvas painted(int side) {
        Canvas canvas = layout.paint(side);
        List<PlacedShape> bySize = bySize();
        for (int i = 0; i < bySize.size(); i++) {
            PlacedShape shape = bySize.get(i);
            Shape outline = shape.outline(side);
            switch (sort) {
                case REFERRING -> {
                    if (shape == meant.orElseThrow()) {
                        canvas.fill(outline, tint(shape), OPACITY);
                    }
                }
                case CLASSES -> canvas.fill(outline, PALETTE.get(shape.kind().ordinal()), OPACITY);
                case INSTANCES -> canvas.fill(outline, PALETTE.get(i), OPACITY);
                default -> canvas.line(outline.getBounds2D(), PALETTE.get(i), LINE * side);
            }
        }
        return canvas;
    }

    /** Returns the shapes, the largest first. */
    List<PlacedShape> bySize() {
        return layout.shapes().stream()
                .sorted(Comparator.comparingDouble(it -> -area(it)))
                .toList();
    }

    /** Returns the tone that tints a shape. */
    static int tint(PlacedShape shape) {
        return ShapeColour.distance(shape.tone(), TINT) < LIKE_TINT ? OTHER_TINT : TINT;
    }

    private static double area(PlacedShape shape) {
        Rectangle2D box = shape.box();
        double share =
                switch (shape.kind()) {
                    case SQUARE -> 1;
                    case CIRCLE -> Math.PI / 4;
                    case TRIANGLE -> 0.5;
                    case STAR -> 0.4;
                };
        return share * box.getWidth() * box.getHeight();
    }

    private Canvas depth(int side) {
        Canvas canvas = new Canvas(side, 0);
        for (PlacedShape shape : layout.shapes()) {
            int level = (int) Math.round(255 * nearness(shape));
            canvas.fill(shape.outline(side), level << 16 | level << 8 | level, 1);
        }
        return canvas;
    }

    /** How near a shape is taken to be, 0 (as far as the ground) to 1. */
    static double nearness(PlacedShape shape) {
        double least = DARKEST / 255;
        return Math.min(1, least + (1 - least) * shape.side() / LARGEST);
    }

    private Canvas edges(int side) {
        Canvas canvas = new Canvas(side, 0);
        layout.shapes().forEach(it -> canvas.line(it.outline(side), 0xFFFFFF, LINE * side));
        return canvas;
    }

    /** Returns what may change, on a canvas of {@code side} pixels. */
    Shape region(int side) {
        return switch (sort) {
            case REFERRING -> meant.orElseThrow().outline(side);
            case CLASSES, INSTANCES -> all(side, false);
            case BOXES -> all(side, true);
            case DEPTH, EDGES -> new Rectangle2D.Double(0, 0, side, side);
        };
    }

    private Shape all(int side, boolean boxes) {
        Area all = new Area();
        for (PlacedShape shape : layout.shapes()) {
            Shape outline = shape.outline(side);
            all.add(new Area(boxes ? lined(outline.getBounds2D(), LINE * side / 2) : outline));
        }
        return all;
    }

    /** A box with the half of its line that lies outside. */
    private static Rectangle2D lined(Rectangle2D box, double line) {
        return new Rectangle2D.Double(
                box.getX() - line,
                box.getY() - line,
                box.getWidth() + 2 * line,
                box.getHeight() + 2 * line);
    }
}
