package io.mingle.trainer.data;

import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** Chooses text, size and spacing so that a line fits on a canvas. */
final class LineFitting {

    static final float SMALLEST = 14;
    static final float LARGEST = 32;

    /** Every try shortens the text or the size; two or three are usual. */
    private static final int MOST_TRIES = 100;

    private LineFitting() {}

    /**
     * Sets a line that fits.
     *
     * <p>Six lines of ten fill half the width or more; the others are as long and as large as
     * chance has it. Below the smallest size a line goes only where the canvas has no room for
     * three characters.
     *
     * @param random the source of all choices
     * @param face the face to set it in
     * @param width of the canvas in pixels
     * @param height of the canvas in pixels
     * @param hard whether letters are small, and look alike, more often than usual
     */
    static Line fit(SplittableRandom random, FontFace face, int width, int height, boolean hard) {
        boolean wholePixels = random.nextInt(5) < 2;
        boolean kerning = random.nextInt(3) > 0;
        boolean filling = random.nextInt(10) < 6;
        double room = width * (filling ? random.nextDouble(0.5, 0.98) : 0.98);
        float tallest = (float) Math.min(LARGEST, (height - 1) / 1.02 / inkHeight(face, "AQ0$/,"));
        float large = hard ? random.nextFloat() * random.nextFloat() : random.nextFloat();
        float size = SMALLEST + large * Math.max(0, tallest - SMALLEST);
        if (random.nextInt(4) > 0) {
            size = Math.round(size);
        }
        size = Math.min(size, tallest);
        double usual = usualAdvance(face);
        int length = random.nextInt(LineText.SHORTEST, LineText.LONGEST + 1);
        if (filling) {
            length = (int) Math.round(room / (usual * size));
        }
        length = clamp(Math.min(length, (int) (room / (usual * Math.min(size, SMALLEST)))));
        float tracking = random.nextInt(4) > 0 ? 0 : (float) random.nextDouble(-0.02, 0.12) * size;
        String text = text(random, length, hard);
        Line line = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            line = Line.set(face, size, text, tracking, kerning, wholePixels);
            Rectangle2D ink = line.ink();
            double factor = Math.min(room / ink.getWidth(), (height - 1) / ink.getHeight());
            boolean shorten = factor * size < SMALLEST && text.length() > LineText.SHORTEST;
            if (factor >= 1 && (!filling || factor < 1.15 || size * 1.05 > tallest)) {
                return line;
            }
            if (shorten) {
                text =
                        text(
                                random,
                                clamp(
                                        Math.min(
                                                text.length() - 1,
                                                (int) (text.length() * factor * size / SMALLEST))),
                                hard);
                tracking = 0;
                continue;
            }
            float scaled = (float) Math.min(tallest, size * factor * 0.995);
            tracking *= scaled / size;
            line = Line.set(face, scaled, text, tracking, kerning, wholePixels);
            if (line.ink().getWidth() <= width && line.ink().getHeight() <= height) {
                return line;
            }
            size = scaled * 0.97f;
            filling = false;
            room = width * 0.98;
        }
        return line;
    }

    private static String text(SplittableRandom random, int length, boolean hard) {
        return hard ? LineText.hard(random, length) : LineText.of(random, length);
    }

    private static int clamp(int length) {
        return Math.max(LineText.SHORTEST, Math.min(LineText.LONGEST, length));
    }

    private static double usualAdvance(FontFace face) {
        double sum = 0;
        String usual = "ABEHNORST0123456789.-";
        for (int i = 0; i < usual.length(); i++) {
            sum += face.advance(usual.charAt(i));
        }
        return sum / usual.length();
    }

    private static double inkHeight(FontFace face, String text) {
        double top = 0;
        double bottom = 0;
        for (char character : text.toCharArray()) {
            top = Math.min(top, face.ink(character).getMinY());
            bottom = Math.max(bottom, face.ink(character).getMaxY());
        }
        return bottom - top;
    }
}
