package io.mingle.trainer.internal.document;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;

/** Ruled lines. */
final class Rules {

    private static final int DASHED = 2;
    private static final int DOUBLE = 3;
    private static final float[] DASHES = {4, 3};

    private Rules() {}

    /**
     * Draws a level line.
     *
     * @param manner 1 plain, 2 dashed, 3 double
     */
    static void draw(
            BufferedImage image, int manner, int ink, double left, double right, double y) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(new Color(ink));
            if (manner == DASHED) {
                graphics.setStroke(
                        new BasicStroke(
                                1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, DASHES, 0));
            }
            graphics.draw(new Line2D.Double(left, y, right, y));
            if (manner == DOUBLE) {
                graphics.draw(new Line2D.Double(left, y - 2, right, y - 2));
            }
        } finally {
            graphics.dispose();
        }
    }

    /** Draws an upright line. */
    static void upright(BufferedImage image, int ink, double x, double top, double bottom) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(new Color(ink));
            graphics.draw(new Line2D.Double(x, top, x, bottom));
        } finally {
            graphics.dispose();
        }
    }
}
