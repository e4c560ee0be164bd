package io.mingle.trainer.data;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The edges of shapes around the origin. */
final class Outlines {

    /** The height of a triangle whose base is 1 and whose sides are as long. */
    static final double EQUILATERAL = Math.sqrt(0.75);

    private Outlines() {}

    static Shape circle() {
        return new Ellipse2D.Double(-0.5, -0.5, 1, 1);
    }

    static Shape square() {
        return new Rectangle2D.Double(-0.5, -0.5, 1, 1);
    }

    /** A triangle that stands on a base of 1. */
    static Shape triangle(double height) {
        return polygon(
                new double[] {0, 0.5, -0.5}, new double[] {-height / 2, height / 2, height / 2});
    }

    /**
     * A five-pointed star.
     *
     * @param inner how far from its middle the inner corners are, the outer ones being 1
     */
    static Shape star(double inner) {
        double[] xs = new double[10];
        double[] ys = new double[10];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? 1 : inner;
            xs[i] = radius * Math.sin(Math.PI * i / 5);
            ys[i] = -radius * Math.cos(Math.PI * i / 5);
        }
        return polygon(xs, ys);
    }

    /** Moves a shape's box to the origin and makes its longer side that long. */
    static Shape fitted(Shape shape, double side) {
        Rectangle2D box = shape.getBounds2D();
        double scale = side / Math.max(box.getWidth(), box.getHeight());
        AffineTransform place = AffineTransform.getScaleInstance(scale, scale);
        place.translate(-box.getCenterX(), -box.getCenterY());
        return place.createTransformedShape(shape);
    }

    private static Shape polygon(double[] xs, double[] ys) {
        Path2D path = new Path2D.Double();
        path.moveTo(xs[0], ys[0]);
        for (int i = 1; i < xs.length; i++) {
            path.lineTo(xs[i], ys[i]);
        }
        path.closePath();
        return path;
    }
}
