package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.Plane;

/**
 * The difference of two colours as one number: a distance in CIE L*a*b* in which lightness counts
 * half, as paint changes chroma more.
 */
final class Difference {

    /** The upper end of the histogram in which a threshold is looked for. */
    static final double MOST = 100;

    private Difference() {}

    static Plane of(Channels one, Channels other) {
        Lab first = Lab.of(one);
        Lab second = Lab.of(other);
        Plane distance = new Plane(one.width(), one.height());
        for (int i = 0; i < distance.values().length; i++) {
            double l = first.l().values()[i] - second.l().values()[i];
            double a = first.a().values()[i] - second.a().values()[i];
            double b = first.b().values()[i] - second.b().values()[i];
            distance.values()[i] = (float) Math.sqrt(0.5 * l * l + a * a + b * b);
        }
        return distance;
    }
}
