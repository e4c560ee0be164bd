package io.mingle.trainer.data;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * One font file with the measures of its glyphs in em, taken once when it is loaded.
 *
 * <p>Immutable apart from a cache of kerning pairs; safe for several threads.
 */
public final class FontFace {

    private static final float MEASURED_AT = 1024f;
    private static final double FLATNESS = 0.001;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private final Font font;
    private final Font kerned;
    private final String name;
    private final double weight;
    private final float[] advances = new float[Labels.ALPHABET.length()];
    private final Path2D.Float[] outlines = new Path2D.Float[Labels.ALPHABET.length()];
    private final Rectangle2D[] inks = new Rectangle2D[Labels.ALPHABET.length()];
    private final float[] kernings = new float[Labels.ALPHABET.length() * Labels.ALPHABET.length()];

    /** Measures all glyphs of {@link Labels#ALPHABET}; the font must be able to display them. */
    FontFace(Font font) {
        this.font = font;
        this.kerned =
                font.deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON))
                        .deriveFont(MEASURED_AT);
        this.name = font.getFontName(Locale.ROOT);
        this.weight = weightOf(name.toLowerCase(Locale.ROOT));
        GlyphVector glyphs = font.deriveFont(MEASURED_AT).createGlyphVector(EXACT, Labels.ALPHABET);
        for (int i = 0; i < advances.length; i++) {
            double x = glyphs.getGlyphPosition(i).getX();
            AffineTransform toEm =
                    AffineTransform.getScaleInstance(1 / MEASURED_AT, 1 / MEASURED_AT);
            toEm.translate(-x, 0);
            outlines[i] = new Path2D.Float(glyphs.getGlyphOutline(i), toEm);
            inks[i] = bounds(outlines[i]);
            advances[i] = (float) ((glyphs.getGlyphPosition(i + 1).getX() - x) / MEASURED_AT);
        }
        Arrays.fill(kernings, Float.NaN);
    }

    /** The box of the curve itself; {@code getBounds2D} may give that of its control points. */
    private static Rectangle2D bounds(Shape outline) {
        double[] at = new double[6];
        double x0 = Double.MAX_VALUE;
        double y0 = Double.MAX_VALUE;
        double x1 = -Double.MAX_VALUE;
        double y1 = -Double.MAX_VALUE;
        for (PathIterator path = outline.getPathIterator(null, FLATNESS);
                !path.isDone();
                path.next()) {
            if (path.currentSegment(at) != PathIterator.SEG_CLOSE) {
                x0 = Math.min(x0, at[0]);
                y0 = Math.min(y0, at[1]);
                x1 = Math.max(x1, at[0]);
                y1 = Math.max(y1, at[1]);
            }
        }
        return x1 > x0
                ? new Rectangle2D.Double(x0, y0, x1 - x0, y1 - y0)
                : new Rectangle2D.Double();
    }

    private static double weightOf(String name) {
        boolean slanted =
                name.contains("italic") || name.contains("oblique") || name.contains("slanted");
        boolean bold = name.contains("bold") && !name.contains("semi") && !name.contains("extra");
        boolean other =
                name.contains("light")
                        || name.contains("medium")
                        || name.contains("black")
                        || name.contains("heavy")
                        || name.contains("semi")
                        || name.contains("extra")
                        || name.contains("cond");
        double weight = other ? 1.0 : bold ? 2.5 : 5.0;
        return slanted ? weight * 0.35 : weight;
    }

    /** Returns the full name, for example {@code DejaVu Sans Bold}. */
    public String name() {
        return name;
    }

    Font font() {
        return font;
    }

    /** How often this face is picked, relative to the others of its family. */
    double weight() {
        return weight;
    }

    /** The advance of a character in em. */
    float advance(char character) {
        return advances[index(character)];
    }

    /** The outline of a character in em, origin on the base line, y down. Not to be modified. */
    Shape outline(char character) {
        return outlines[index(character)];
    }

    /** The ink box of a character in em, origin on the base line, y down; empty for a space. */
    Rectangle2D ink(char character) {
        return inks[index(character)];
    }

    /** What the font adds between two characters, in em; usually zero or negative. */
    float kerning(char left, char right) {
        int pair = index(left) * advances.length + index(right);
        float known = kernings[pair];
        if (Float.isNaN(known)) {
            char[] both = {left, right};
            GlyphVector glyphs =
                    kerned.layoutGlyphVector(EXACT, both, 0, 2, Font.LAYOUT_LEFT_TO_RIGHT);
            known =
                    glyphs.getNumGlyphs() == 2
                            ? (float) (glyphs.getGlyphPosition(1).getX() / MEASURED_AT)
                                    - advance(left)
                            : 0f;
            if (Math.abs(known) < 0.002f || Math.abs(known) > 0.3f) {
                known = 0f;
            }
            kernings[pair] = known;
        }
        return known;
    }

    /** Returns the full name. */
    @Override
    public String toString() {
        return name;
    }

    private static int index(char character) {
        return Labels.ALPHABET.indexOf(character);
    }
}
