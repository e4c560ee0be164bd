package io.mingle.gui.simulator.ui;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Draws icons in the current colour, in a square of 0 to 1. */
final class Icons {

    private Icons() {}

    /** Draws an icon as large as fits into a rectangle. */
    static void draw(Graphics2D graphics, Icon icon, Rectangle bounds) {
        int side = Math.min(bounds.width, bounds.height);
        AffineTransform before = graphics.getTransform();
        graphics.translate(
                bounds.x + (bounds.width - side) / 2.0, bounds.y + (bounds.height - side) / 2.0);
        graphics.scale(side, side);
        graphics.setStroke(new BasicStroke(0.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (icon) {
            case HOME -> graphics.draw(new Ellipse2D.Double(0.2, 0.2, 0.6, 0.6));
            case BACK -> path(graphics, false, 0.62, 0.2, 0.3, 0.5, 0.62, 0.8);
            case APPS -> dots(graphics);
            case SETTINGS -> gear(graphics);
            case MESSAGES -> {
                graphics.fill(new RoundRectangle2D.Double(0.12, 0.18, 0.76, 0.5, 0.25, 0.25));
                path(graphics, true, 0.25, 0.6, 0.25, 0.88, 0.5, 0.62);
            }
            case CONTACTS -> {
                graphics.fill(new Ellipse2D.Double(0.34, 0.14, 0.32, 0.32));
                graphics.fill(new Arc2D.Double(0.16, 0.52, 0.68, 0.68, 0, 180, Arc2D.PIE));
            }
            case CLOCK -> {
                graphics.draw(new Ellipse2D.Double(0.14, 0.14, 0.72, 0.72));
                path(graphics, false, 0.5, 0.28, 0.5, 0.5, 0.66, 0.6);
            }
            case SHOP -> {
                path(graphics, true, 0.16, 0.38, 0.84, 0.38, 0.76, 0.88, 0.24, 0.88);
                graphics.draw(new Arc2D.Double(0.34, 0.14, 0.32, 0.5, 0, 180, Arc2D.OPEN));
            }
            case READER -> {
                path(graphics, false, 0.5, 0.28, 0.14, 0.2, 0.14, 0.76, 0.5, 0.84);
                path(graphics, false, 0.5, 0.28, 0.86, 0.2, 0.86, 0.76, 0.5, 0.84);
                graphics.draw(new Line2D.Double(0.5, 0.28, 0.5, 0.84));
            }
            case PLUS -> {
                graphics.draw(new Line2D.Double(0.5, 0.2, 0.5, 0.8));
                graphics.draw(new Line2D.Double(0.2, 0.5, 0.8, 0.5));
            }
            case BOOKMARK -> path(graphics, false, bookmark());
            case BOOKMARKED -> path(graphics, true, bookmark());
            case CART -> {
                path(
                        graphics, false, 0.1, 0.24, 0.26, 0.24, 0.38, 0.64, 0.8, 0.64, 0.88, 0.34,
                        0.3, 0.34);
                graphics.fill(new Ellipse2D.Double(0.36, 0.74, 0.14, 0.14));
                graphics.fill(new Ellipse2D.Double(0.68, 0.74, 0.14, 0.14));
            }
            case THING -> {
                path(
                        graphics, false, 0.5, 0.14, 0.86, 0.32, 0.86, 0.7, 0.5, 0.88, 0.14, 0.7,
                        0.14, 0.32, 0.5, 0.14);
                path(graphics, false, 0.14, 0.32, 0.5, 0.5, 0.86, 0.32);
                graphics.draw(new Line2D.Double(0.5, 0.5, 0.5, 0.88));
            }
            case NONE -> {
                // Nothing to see.
            }
        }
        graphics.setTransform(before);
    }

    private static double[] bookmark() {
        return new double[] {0.28, 0.14, 0.72, 0.14, 0.72, 0.86, 0.5, 0.66, 0.28, 0.86, 0.28, 0.14};
    }

    private static void dots(Graphics2D graphics) {
        for (int i = 0; i < 9; i++) {
            graphics.fill(
                    new Ellipse2D.Double(0.16 + 0.27 * (i % 3), 0.16 + 0.27 * (i / 3), 0.15, 0.15));
        }
    }

    private static void gear(Graphics2D graphics) {
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI * i / 4;
            double x = Math.cos(angle);
            double y = Math.sin(angle);
            graphics.draw(
                    new Line2D.Double(0.5 + 0.3 * x, 0.5 + 0.3 * y, 0.5 + 0.4 * x, 0.5 + 0.4 * y));
        }
        graphics.draw(new Ellipse2D.Double(0.24, 0.24, 0.52, 0.52));
        graphics.fill(new Ellipse2D.Double(0.4, 0.4, 0.2, 0.2));
    }

    private static void path(Graphics2D graphics, boolean filled, double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        if (filled) {
            path.closePath();
            graphics.fill(path);
        } else {
            graphics.draw(path);
        }
    }
}
