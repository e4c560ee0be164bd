package io.mingle.trainer.data;

import java.awt.Color;
import java.util.Locale;
import java.util.SplittableRandom;

/** The colours of the look task, each with the tones that people give its name to. */
public enum ShapeColour {
    RED(
            hues(-9, 7, 0.78, 1, 0.72, 1),
            0xFF0000,
            0xDC143C,
            0xC81E1E,
            0xE63232,
            0xD62728,
            0xDC2828,
            0xCC0000),
    GREEN(
            hues(95, 150, 0.55, 1, 0.42, 1),
            0x008000,
            0x00FF00,
            0x00A000,
            0x32B450,
            0x228B22,
            0x2CA02C,
            0x1EAA3C,
            0x00C800),
    BLUE(
            hues(206, 246, 0.68, 1, 0.55, 1),
            0x0000FF,
            0x1E5AE6,
            0x2850DC,
            0x0000C8,
            0x1F77B4,
            0x4169E1,
            0x1E90FF),
    YELLOW(
            hues(51, 62, 0.75, 1, 0.88, 1),
            0xFFFF00,
            0xFFDC00,
            0xF0DC28,
            0xFFE119,
            0xFFD700,
            0xFAE632),
    ORANGE(
            hues(21, 38, 0.85, 1, 0.9, 1),
            0xFFA500,
            0xFF8000,
            0xFF8C00,
            0xF08220,
            0xFF7F0E,
            0xF58231),
    PURPLE(
            hues(268, 298, 0.58, 1, 0.42, 0.9),
            0x800080,
            0xA020F0,
            0x8A2BE2,
            0x9632B4,
            0x9467BD,
            0x7828A0,
            0x911EB4),
    BLACK(hues(0, 360, 0, 0.4, 0, 0.13), 0x000000, 0x000000, 0x141414, 0x0A0A0A),
    WHITE(hues(0, 360, 0, 0.03, 0.95, 1), 0xFFFFFF, 0xFFFFFF, 0xFAFAFA);

    private final double[] hues;
    private final int[] usual;

    ShapeColour(double[] hues, int... usual) {
        this.hues = hues;
        this.usual = usual;
    }

    /** Returns the English word, for example {@code red}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the tone that everybody gives its name to, 0xRRGGBB. */
    public int plain() {
        return usual[0];
    }

    /** Returns the colour that a tone, 0xRRGGBB, is nearest to. */
    public static ShapeColour nearest(int tone) {
        ShapeColour nearest = RED;
        double least = Double.MAX_VALUE;
        for (ShapeColour colour : values()) {
            for (int usual : colour.usual) {
                double distance = distance(tone, usual);
                if (distance < least) {
                    least = distance;
                    nearest = colour;
                }
            }
        }
        return nearest;
    }

    /**
     * The perceived distance of two tones, 0 to about 765 (the low-cost approximation known as
     * "redmean").
     */
    public static double distance(int one, int two) {
        double mean = ((one >> 16 & 255) + (two >> 16 & 255)) / 2.0;
        double red = (one >> 16 & 255) - (two >> 16 & 255);
        double green = (one >> 8 & 255) - (two >> 8 & 255);
        double blue = (one & 255) - (two & 255);
        return Math.sqrt(
                (2 + mean / 256) * red * red
                        + 4 * green * green
                        + (2 + (255 - mean) / 256) * blue * blue);
    }

    /**
     * Draws a tone of this colour, 0xRRGGBB: half of the time a usual one, else any that bears the
     * name.
     */
    public int tone(SplittableRandom random) {
        if (random.nextBoolean()) {
            return usual[random.nextInt(usual.length)];
        }
        double hue = between(random, 0) / 360;
        double saturation = between(random, 1);
        double value = between(random, 2);
        return Color.HSBtoRGB((float) hue, (float) saturation, (float) value) & 0xFFFFFF;
    }

    private double between(SplittableRandom random, int which) {
        return hues[2 * which] + random.nextDouble() * (hues[2 * which + 1] - hues[2 * which]);
    }

    /** Ranges of hue in degrees, saturation and value. */
    private static double[] hues(double... ranges) {
        return ranges;
    }
}
