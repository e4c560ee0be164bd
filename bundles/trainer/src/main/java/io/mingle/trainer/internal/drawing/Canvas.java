package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.Pixels;
import io.mingle.vision.picture.RgbPicture;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** A square picture that is being painted, with smooth edges. */
final class Canvas {

    private static final int WHITE = 0xFFFFFF;
    private static final int AROUND = 2;
    private static final int[] TAPS = {1, 3, 3, 1};

    private final BufferedImage image;

    Canvas(int side, int ground) {
        image = Pixels.canvas(side, side, ground);
    }

    int side() {
        return image.getWidth();
    }

    /**
     * Fills a shape.
     *
     * @param tone 0xRRGGBB
     * @param share how much of the tone there is in what comes out, 0 to 1
     */
    void fill(Shape outline, int tone, double share) {
        paint(tone, share, graphics -> graphics.fill(outline));
    }

    /**
     * Draws the edge of a shape.
     *
     * @param width of the line in pixels
     */
    void line(Shape outline, int tone, double width) {
        paint(
                tone,
                1,
                graphics -> {
                    graphics.setStroke(
                            new BasicStroke(
                                    (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
                    graphics.draw(outline);
                });
    }

    /** Fills a shape in white, and two pixels around it. */
    void spread(Shape outline) {
        fill(outline, WHITE, 1);
        line(outline, WHITE, 2 * AROUND);
    }

    /** Tells of each pixel whether anything was painted on a black ground. */
    boolean[] painted() {
        byte[] rgb = picture().rgb();
        boolean[] painted = new boolean[rgb.length / 3];
        for (int i = 0; i < painted.length; i++) {
            painted[i] = (rgb[3 * i] | rgb[3 * i + 1] | rgb[3 * i + 2]) != 0;
        }
        return painted;
    }

    private interface Act {
        void on(Graphics2D graphics);
    }

    private void paint(int tone, double share, Act act) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setComposite(AlphaComposite.SrcOver.derive((float) share));
            graphics.setColor(new Color(tone));
            act.on(graphics);
        } finally {
            graphics.dispose();
        }
    }

    /**
     * Returns half the size, each pixel the mean of four by four that nearer ones count more in, as
     * linear interpolation gives it that looks at all pixels: so do pictures arrive that are
     * edited.
     */
    RgbPicture halved() {
        int whole = side();
        int half = whole / 2;
        byte[] from = picture().rgb();
        byte[] to = new byte[3 * half * half];
        for (int y = 0; y < half; y++) {
            for (int x = 0; x < half; x++) {
                for (int c = 0; c < 3; c++) {
                    int sum = 0;
                    for (int dy = 0; dy < TAPS.length; dy++) {
                        int row = clamped(2 * y + dy - 1, whole) * whole;
                        for (int dx = 0; dx < TAPS.length; dx++) {
                            int at = 3 * (row + clamped(2 * x + dx - 1, whole)) + c;
                            sum += TAPS[dy] * TAPS[dx] * (from[at] & 0xFF);
                        }
                    }
                    to[3 * (y * half + x) + c] = (byte) ((sum + 32) / 64);
                }
            }
        }
        return new RgbPicture(half, half, to);
    }

    private static int clamped(int at, int side) {
        return Math.max(0, Math.min(side - 1, at));
    }

    /** Copies what has been painted. */
    RgbPicture picture() {
        return Pixels.picture(image);
    }
}
