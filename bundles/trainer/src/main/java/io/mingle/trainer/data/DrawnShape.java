package io.mingle.trainer.data;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One shape of a scene.
 *
 * @param kind which shape
 * @param colour the name of its colour
 * @param tone its colour, 0xRRGGBB
 * @param outline its edge in pixels
 */
record DrawnShape(ShapeKind kind, ShapeColour colour, int tone, Shape outline) {

    /** The pixels' height of a slice when the shape is marked. */
    private static final double SLICE = 5;

    private static final int LEAST_SLICES = 7;
    private static final int MOST_SLICES = 24;

    /**
     * The shape's outline around the origin, as wide or as high as {@code side}, whichever is
     * larger.
     */
    static Shape outline(SplittableRandom random, ShapeKind kind, double side) {
        int turned = random.nextInt(100);
        double most = turned < 70 ? 0 : turned < 95 ? 18 : 180;
        double angle =
                kind == ShapeKind.CIRCLE ? 0 : Math.toRadians(most * random.nextDouble(-1, 1));
        Shape upright =
                switch (kind) {
                    case CIRCLE -> Outlines.circle();
                    case SQUARE -> Outlines.square();
                    case TRIANGLE ->
                            Outlines.triangle(
                                    random.nextBoolean()
                                            ? Outlines.EQUILATERAL
                                            : random.nextDouble(0.75, 1.15));
                    case STAR -> Outlines.star(random.nextDouble(0.36, 0.52));
                };
        Shape rotated = AffineTransform.getRotateInstance(angle).createTransformedShape(upright);
        return Outlines.fitted(rotated, side);
    }

    /** The smallest upright rectangle around the shape, in pixels. */
    Rectangle2D box() {
        return outline.getBounds2D();
    }

    /** The dense label of this shape: slices that lie inside it. */
    List<Mark> marks() {
        Rectangle2D box = box();
        int slices =
                (int)
                        Math.max(
                                LEAST_SLICES,
                                Math.min(MOST_SLICES, Math.ceil(box.getHeight() / SLICE)));
        double height = box.getHeight() / slices;
        List<double[]> edges = edges();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            double top = box.getMinY() + i * height;
            double[] crossings = crossings(edges, top + height / 2);
            for (int k = 0; k + 1 < crossings.length; k += 2) {
                if (crossings[k + 1] - crossings[k] > 0.5) {
                    marks.add(
                            new Mark(
                                    crossings[k],
                                    top,
                                    crossings[k + 1],
                                    top + height,
                                    Labels.shape(kind, colour)));
                }
            }
        }
        return marks;
    }

    /** The straight edges of the flattened outline as x0, y0, x1, y1. */
    private List<double[]> edges() {
        List<double[]> edges = new ArrayList<>();
        double[] at = new double[6];
        double[] start = {0, 0};
        double[] last = {0, 0};
        for (PathIterator path = outline.getPathIterator(null, 0.2); !path.isDone(); path.next()) {
            int segment = path.currentSegment(at);
            if (segment == PathIterator.SEG_MOVETO) {
                start = new double[] {at[0], at[1]};
                last = start;
                continue;
            }
            double[] next = segment == PathIterator.SEG_CLOSE ? start : new double[] {at[0], at[1]};
            edges.add(new double[] {last[0], last[1], next[0], next[1]});
            last = next;
        }
        return edges;
    }

    private static double[] crossings(List<double[]> edges, double y) {
        return edges.stream()
                .filter(edge -> edge[1] <= y != edge[3] <= y)
                .mapToDouble(
                        edge -> edge[0] + (y - edge[1]) / (edge[3] - edge[1]) * (edge[2] - edge[0]))
                .sorted()
                .toArray();
    }
}
