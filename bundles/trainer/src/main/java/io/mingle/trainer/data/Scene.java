package io.mingle.trainer.data;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * One to five shapes on a ground, before they are painted.
 *
 * @param width of the canvas in pixels
 * @param height of the canvas in pixels
 * @param ground colour behind the shapes, 0xRRGGBB
 * @param shapes in the order of painting
 */
record Scene(int width, int height, int ground, List<DrawnShape> shapes) {

    static final int MOST_SHAPES = 5;
    private static final int TRIES = 60;

    /**
     * Least distance of a shape's colour from the ground, in the metric of {@link
     * ShapeColour#distance}.
     */
    private static final double LEAST_DISTANCE = 34;

    Scene {
        shapes = List.copyOf(shapes);
    }

    /** Draws a scene with at least one shape. */
    static Scene of(SplittableRandom random, int width, int height) {
        int ground = ground(random);
        double overlap = random.nextInt(100) < 15 ? 0.08 : 0;
        double gap = overlap > 0 ? 0 : Math.min(width, height) * random.nextDouble(0, 0.03) + 1;
        int count = random.nextInt(1, MOST_SHAPES + 1);
        double alike = alike(random);
        double largest = random.nextDouble(0.18, 0.42);
        boolean oneSize = random.nextInt(5) == 0;
        List<DrawnShape> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ShapeKind kind = kind(random, shapes, alike);
            ShapeColour colour = colour(random, shapes, alike, ground);
            int tone = tone(random, colour, ground);
            for (int tries = 0; tries < TRIES; tries++) {
                double share =
                        oneSize
                                ? largest
                                : random.nextDouble(Math.min(0.1, largest - 0.05), largest);
                double side = Math.max(10, share * Math.min(width, height));
                if (tries > TRIES / 2) {
                    side = Math.max(10, side / 2);
                }
                Shape outline =
                        placed(random, DrawnShape.outline(random, kind, side), width, height);
                if (free(outline.getBounds2D(), shapes, gap, overlap)) {
                    shapes.add(new DrawnShape(kind, colour, tone, outline));
                    break;
                }
            }
        }
        return new Scene(width, height, ground, shapes);
    }

    /** Counts the shapes for which a condition holds. */
    int count(Predicate<DrawnShape> condition) {
        return (int) shapes.stream().filter(condition).count();
    }

    /**
     * How often a shape takes its kind, and its colour, from one before it: groups to count, mixed
     * scenes, and scenes in which nearly every shape differs, where a kind has one colour to name.
     */
    private static double alike(SplittableRandom random) {
        double scene = random.nextDouble();
        if (scene < 0.35) {
            return 0.8;
        }
        return scene < 0.65 ? 0.25 : 0;
    }

    private static int ground(SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < 0.12) {
            return 0xFFFFFF;
        }
        int level = kind < 0.65 ? random.nextInt(195, 256) : random.nextInt(110, 216);
        int tint = kind > 0.4 && kind < 0.6 ? 14 : 0;
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
            int value = level + (tint == 0 ? 0 : random.nextInt(-tint, tint + 1));
            rgb = rgb << 8 | Math.min(255, value);
        }
        return rgb;
    }

    private static ShapeKind kind(SplittableRandom random, List<DrawnShape> shapes, double alike) {
        if (!shapes.isEmpty() && random.nextDouble() < alike) {
            return shapes.get(random.nextInt(shapes.size())).kind();
        }
        return ShapeKind.values()[random.nextInt(ShapeKind.values().length)];
    }

    private static ShapeColour colour(
            SplittableRandom random, List<DrawnShape> shapes, double alike, int ground) {
        if (!shapes.isEmpty() && random.nextDouble() < alike) {
            return shapes.get(random.nextInt(shapes.size())).colour();
        }
        ShapeColour colour;
        do {
            colour = ShapeColour.values()[random.nextInt(ShapeColour.values().length)];
        } while (colour == ShapeColour.WHITE
                && ShapeColour.distance(0xFFFFFF, ground) < LEAST_DISTANCE + 10);
        return colour;
    }

    /**
     * A tone that stands out from the ground; only white may be close to a ground, and was checked
     * before.
     */
    private static int tone(SplittableRandom random, ShapeColour colour, int ground) {
        int tone = colour.tone(random);
        for (int tries = 0;
                tries < TRIES && ShapeColour.distance(tone, ground) < LEAST_DISTANCE;
                tries++) {
            tone = colour.tone(random);
        }
        return tone;
    }

    private static Shape placed(SplittableRandom random, Shape outline, int width, int height) {
        Rectangle2D box = outline.getBounds2D();
        double x =
                random.nextDouble() * Math.max(0, width - 2 - box.getWidth()) + 1 - box.getMinX();
        double y =
                random.nextDouble() * Math.max(0, height - 2 - box.getHeight()) + 1 - box.getMinY();
        if (random.nextBoolean()) {
            x = Math.floor(x);
            y = Math.floor(y);
        }
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(outline);
    }

    private static boolean free(
            Rectangle2D box, List<DrawnShape> shapes, double gap, double overlap) {
        for (DrawnShape shape : shapes) {
            Rectangle2D other = shape.box();
            Rectangle2D wide =
                    new Rectangle2D.Double(
                            box.getX() - gap,
                            box.getY() - gap,
                            box.getWidth() + 2 * gap,
                            box.getHeight() + 2 * gap);
            Rectangle2D common = wide.createIntersection(other);
            double area = Math.max(0, common.getWidth()) * Math.max(0, common.getHeight());
            double smaller =
                    Math.min(
                            box.getWidth() * box.getHeight(), other.getWidth() * other.getHeight());
            if (common.getWidth() > 0 && area > overlap * smaller) {
                return false;
            }
        }
        return true;
    }
}
