package io.mingle.trainer.data;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A text set in a face at a size, with the pen position of every character.
 *
 * @param face the face
 * @param size pixels per em
 * @param text what is set
 * @param pens pen position of each character in pixels, the first one at 0
 */
record Line(FontFace face, float size, String text, float[] pens) {

    /** Sets a text; tracking is added between characters, in pixels. */
    static Line set(
            FontFace face,
            float size,
            String text,
            float tracking,
            boolean kerning,
            boolean wholePixels) {
        float[] pens = new float[text.length()];
        float pen = 0;
        for (int i = 0; i < pens.length; i++) {
            pens[i] = wholePixels ? Math.round(pen) : pen;
            pen = pens[i] + face.advance(text.charAt(i)) * size + tracking;
            if (kerning && i + 1 < pens.length) {
                pen += face.kerning(text.charAt(i), text.charAt(i + 1)) * size;
            }
        }
        return new Line(face, size, text, pens);
    }

    /** The ink box of one character in pixels, relative to the line's origin; empty for a space. */
    Rectangle2D ink(int index) {
        Rectangle2D em = face.ink(text.charAt(index));
        return new Rectangle2D.Double(
                pens[index] + em.getX() * size,
                em.getY() * size,
                em.getWidth() * size,
                em.getHeight() * size);
    }

    /** The box around all ink in pixels, relative to the line's origin. */
    Rectangle2D ink() {
        Rectangle2D all = null;
        for (int i = 0; i < pens.length; i++) {
            if (text.charAt(i) != ' ') {
                Rectangle2D one = ink(i);
                all = all == null ? one : all.createUnion(one);
            }
        }
        return all;
    }

    /**
     * The dense labels of all characters when the origin stands at (x, y), clipped to the canvas.
     */
    List<Mark> marks(double x, double y, int width, int height) {
        List<Mark> marks = new ArrayList<>(pens.length);
        for (int i = 0; i < pens.length; i++) {
            if (text.charAt(i) == ' ') {
                continue;
            }
            Rectangle2D ink = ink(i);
            double growX = Math.max(0, 3 - ink.getWidth()) / 2;
            double growY = Math.max(0, 3 - ink.getHeight()) / 2;
            double x0 = Math.max(0, x + ink.getMinX() - growX);
            double y0 = Math.max(0, y + ink.getMinY() - growY);
            double x1 = Math.min(width, x + ink.getMaxX() + growX);
            double y1 = Math.min(height, y + ink.getMaxY() + growY);
            if (x1 > x0 && y1 > y0) {
                marks.add(new Mark(x0, y0, x1, y1, Labels.glyph(text.charAt(i))));
            }
        }
        return marks;
    }
}
