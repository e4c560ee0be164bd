package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.Plane;

/**
 * A picture in CIE L*a*b* of sRGB, white D65 (CIE 15; IEC 61966-2-1): distances there are about
 * what people see.
 *
 * @param l lightness, 0 to 100
 * @param a from green to red
 * @param b from blue to yellow
 */
record Lab(Plane l, Plane a, Plane b) {

    private static final int STEPS = 4096;
    private static final float[] LINEAR = new float[STEPS + 1];
    private static final float[] ROOT = new float[STEPS + 1];

    static {
        for (int i = 0; i <= STEPS; i++) {
            double value = (double) i / STEPS;
            LINEAR[i] =
                    (float)
                            (value <= 0.04045
                                    ? value / 12.92
                                    : Math.pow((value + 0.055) / 1.055, 2.4));
            ROOT[i] =
                    (float)
                            (value > 216.0 / 24389
                                    ? Math.cbrt(value)
                                    : (value * 24389 / 27 + 16) / 116);
        }
    }

    static Lab of(Channels picture) {
        int width = picture.width();
        int height = picture.height();
        Lab lab =
                new Lab(
                        new Plane(width, height),
                        new Plane(width, height),
                        new Plane(width, height));
        float[] values = new float[3];
        for (int i = 0; i < width * height; i++) {
            convert(
                    picture.red().values()[i],
                    picture.green().values()[i],
                    picture.blue().values()[i],
                    values);
            lab.l.values()[i] = values[0];
            lab.a.values()[i] = values[1];
            lab.b.values()[i] = values[2];
        }
        return lab;
    }

    /** Returns L*, a* and b* of a colour. */
    static float[] of(Rgb colour) {
        float[] values = new float[3];
        convert(colour.red(), colour.green(), colour.blue(), values);
        return values;
    }

    /** Converts samples of 0 to 255. */
    static void convert(float red, float green, float blue, float[] lab) {
        float r = table(LINEAR, red / 255);
        float g = table(LINEAR, green / 255);
        float b = table(LINEAR, blue / 255);
        float x = table(ROOT, (0.4124564f * r + 0.3575761f * g + 0.1804375f * b) / 0.95047f);
        float y = table(ROOT, 0.2126729f * r + 0.7151522f * g + 0.0721750f * b);
        float z = table(ROOT, (0.0193339f * r + 0.1191920f * g + 0.9503041f * b) / 1.08883f);
        lab[0] = 116 * y - 16;
        lab[1] = 500 * (x - y);
        lab[2] = 200 * (y - z);
    }

    /** Returns the colour that is nearest to L*, a* and b*. */
    static Rgb rgb(float[] lab) {
        double y = (lab[0] + 16) / 116;
        double x = cubed(y + lab[1] / 500) * 0.95047;
        double z = cubed(y - lab[2] / 200) * 1.08883;
        double white = cubed(y);
        return new Rgb(
                sample(3.2404542 * x - 1.5371385 * white - 0.4985314 * z),
                sample(-0.9692660 * x + 1.8760108 * white + 0.0415560 * z),
                sample(0.0556434 * x - 0.2040259 * white + 1.0572252 * z));
    }

    private static double cubed(double root) {
        return root > 6.0 / 29 ? root * root * root : (116 * root - 16) * 27 / 24389;
    }

    private static int sample(double linear) {
        double value =
                linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.max(0, Math.min(255, Math.round(255 * value)));
    }

    /** Interpolates in a table over 0 to 1. */
    private static float table(float[] table, float value) {
        float at = Math.max(0, Math.min(1, value)) * STEPS;
        int below = Math.min(STEPS - 1, (int) at);
        return table[below] + (at - below) * (table[below + 1] - table[below]);
    }
}
