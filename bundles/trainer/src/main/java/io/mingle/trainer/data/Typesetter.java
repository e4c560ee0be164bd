package io.mingle.trainer.data;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Prints texts of {@link Labels#ALPHABET} in one face and one manner, as a page has them.
 * Immutable; safe for several threads.
 */
public final class Typesetter {

    private static final String CAPITAL = "H";

    private final FontFace face;
    private final boolean kerning;
    private final boolean wholePixels;
    private final long manner;

    private Typesetter(FontFace face, boolean kerning, boolean wholePixels, long manner) {
        this.face = face;
        this.kerning = kerning;
        this.wholePixels = wholePixels;
        this.manner = manner;
    }

    /** Draws one, of the given families each equally often. */
    public static Typesetter of(SplittableRandom random, List<FontFamily> families) {
        FontFace face = families.get(random.nextInt(families.size())).pick(random);
        return new Typesetter(
                face, random.nextInt(3) > 0, random.nextInt(5) < 2, random.nextLong());
    }

    /** Returns the width of the ink of a text in pixels. */
    public double width(String text, double size) {
        return set(text, size).ink().getWidth();
    }

    /** Returns how high capitals are, in pixels. */
    public double capital(double size) {
        return set(CAPITAL, size).ink().getHeight();
    }

    /**
     * Prints a text.
     *
     * @param text has more than spaces
     * @param size pixels per em
     * @param ink its colour, 0xRRGGBB
     * @param left where its ink begins
     * @param base where its base line is
     * @return a mark for each character on the canvas
     */
    public List<Mark> print(
            BufferedImage image, String text, double size, int ink, double left, double base) {
        Line line = set(text, size);
        Rectangle2D box = line.ink();
        double x = left - box.getMinX();
        double pen = wholePixels ? Math.round(x) : x;
        double y = wholePixels ? Math.round(base) : base;
        LinePainter.paint(new SplittableRandom(manner), image, line, ink, pen, y);
        return line.marks(pen, y, image.getWidth(), image.getHeight());
    }

    private Line set(String text, double size) {
        return Line.set(face, (float) size, text, 0, kerning, wholePixels);
    }
}
