package io.mingle.trainer.data;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Paints a set line the way different programs rasterise text. */
final class LinePainter {

    /**
     * Glyphs as the font rasteriser gives them, hinted or not; outlines filled; no antialiasing;
     * subpixels.
     */
    private enum Manner {
        HINTED,
        FRACTIONAL,
        FILLED,
        JAGGED,
        SUBPIXEL
    }

    private LinePainter() {}

    /** Paints the line with its origin at (x, y). */
    static void paint(
            SplittableRandom random, BufferedImage image, Line line, int ink, double x, double y) {
        Manner manner = manner(random);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(new Color(ink));
            if (manner == Manner.FILLED) {
                fill(graphics, line, x, y);
            } else {
                print(graphics, line, manner, x, y);
            }
        } finally {
            graphics.dispose();
        }
    }

    private static Manner manner(SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < 0.38) {
            return Manner.HINTED;
        }
        if (kind < 0.52) {
            return Manner.FRACTIONAL;
        }
        if (kind < 0.91) {
            return Manner.FILLED;
        }
        return kind < 0.965 ? Manner.JAGGED : Manner.SUBPIXEL;
    }

    private static void fill(Graphics2D graphics, Line line, double x, double y) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (int i = 0; i < line.pens().length; i++) {
            if (line.text().charAt(i) != ' ') {
                AffineTransform place = AffineTransform.getTranslateInstance(x + line.pens()[i], y);
                place.scale(line.size(), line.size());
                graphics.fill(
                        place.createTransformedShape(line.face().outline(line.text().charAt(i))));
            }
        }
    }

    private static void print(Graphics2D graphics, Line line, Manner manner, double x, double y) {
        Object antialiasing =
                switch (manner) {
                    case JAGGED -> RenderingHints.VALUE_TEXT_ANTIALIAS_OFF;
                    case SUBPIXEL -> RenderingHints.VALUE_TEXT_ANTIALIAS_LCD_HRGB;
                    default -> RenderingHints.VALUE_TEXT_ANTIALIAS_ON;
                };
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, antialiasing);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS,
                manner == Manner.FRACTIONAL
                        ? RenderingHints.VALUE_FRACTIONALMETRICS_ON
                        : RenderingHints.VALUE_FRACTIONALMETRICS_OFF);
        Font font = line.face().font().deriveFont(line.size());
        GlyphVector glyphs = font.createGlyphVector(graphics.getFontRenderContext(), line.text());
        for (int i = 0; i < line.pens().length; i++) {
            glyphs.setGlyphPosition(i, new Point2D.Float(line.pens()[i], 0));
        }
        graphics.drawGlyphVector(glyphs, (float) x, (float) y);
    }
}
