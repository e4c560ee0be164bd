package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.Plane;

/** How the difference of two colours is told as one number. */
public enum Difference {
    /** A distance in CIE L*a*b* in which lightness counts half: paint changes chroma more. */
    LAB(100) {
        @Override
        Plane of(Channels one, Channels other) {
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
    },
    /** The largest difference of red, green and blue. */
    RGB(255) {
        @Override
        Plane of(Channels one, Channels other) {
            Plane distance = new Plane(one.width(), one.height());
            for (int c = 0; c < Channels.COUNT; c++) {
                for (int i = 0; i < distance.values().length; i++) {
                    float off = Math.abs(one.plane(c).values()[i] - other.plane(c).values()[i]);
                    distance.values()[i] = Math.max(distance.values()[i], off);
                }
            }
            return distance;
        }
    };

    private final double most;

    Difference(double most) {
        this.most = most;
    }

    /** Returns the upper end of the histogram in which a threshold is looked for. */
    double most() {
        return most;
    }

    abstract Plane of(Channels one, Channels other);
}
