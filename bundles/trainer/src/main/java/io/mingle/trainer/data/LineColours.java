package io.mingle.trainer.data;

import java.util.SplittableRandom;

/**
 * Two colours that differ enough in lightness for a line to be read.
 *
 * @param ink colour of the text, 0xRRGGBB
 * @param ground colour behind it, 0xRRGGBB
 */
public record LineColours(int ink, int ground) {

    /**
     * Draws a pair: mostly greys, black and white, sometimes coloured, dark on light more often
     * than light on dark.
     */
    public static LineColours of(SplittableRandom random) {
        double kind = random.nextDouble();
        boolean inverted = random.nextInt(5) < 2;
        int dark;
        int light;
        if (kind < 0.22) {
            dark = 0x000000;
            light = 0xFFFFFF;
        } else if (kind < 0.62) {
            dark = grey(random.nextInt(0, 91), 0, random);
            light = grey(random.nextInt(170, 256), 0, random);
        } else if (kind < 0.82) {
            dark = grey(random.nextInt(0, 91), 60, random);
            light = grey(random.nextInt(180, 256), 60, random);
        } else {
            do {
                dark = random.nextInt(0x1000000);
                light = random.nextInt(0x1000000);
            } while (lightness(light) - lightness(dark) < 90);
        }
        return inverted ? new LineColours(light, dark) : new LineColours(dark, light);
    }

    /** Returns how far ink and ground differ in lightness, 0 to 255. */
    public double contrast() {
        return Math.abs(lightness(ink) - lightness(ground));
    }

    private static int grey(int level, int tint, SplittableRandom random) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
            int value = level + (tint == 0 ? 0 : random.nextInt(-tint, tint + 1));
            rgb = rgb << 8 | Math.max(0, Math.min(255, value));
        }
        return rgb;
    }

    static double lightness(int rgb) {
        return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    }
}
