package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.BoxFilter;
import io.mingle.segmentation.raster.Plane;
import java.util.List;

/**
 * The colours of the paint in a picture, had it been opaque, in CIE L*a*b*.
 *
 * @param lab of each pixel
 * @param opacity that was undone
 * @param distance from the nearest colour of the palette, in the mean
 */
record Paints(Lab lab, double opacity, double distance) {

    /** Takes the opacity with which the colours fit the palette best. */
    static Paints of(Change change, BitMask painted, float[][] palette, List<Double> opacities) {
        Paints best = null;
        for (double opacity : opacities) {
            Lab lab = Lab.of(opaque(change, opacity));
            double sum = 0;
            for (int i = 0; i < painted.set().length; i++) {
                if (painted.set()[i]) {
                    sum += distance(lab, i, palette[nearest(lab, i, palette)]);
                }
            }
            double mean = sum / Math.max(1, painted.area());
            if (best == null || mean < best.distance) {
                best = new Paints(lab, opacity, mean);
            }
        }
        return best;
    }

    /** Averages over 3 × 3 pixels: what opacity takes from the paint, it adds to the noise. */
    private static Channels opaque(Change change, double opacity) {
        return new Channels(
                opaque(change, 0, opacity), opaque(change, 1, opacity), opaque(change, 2, opacity));
    }

    private static Plane opaque(Change change, int channel, double opacity) {
        Plane reference = change.reference().plane(channel);
        Plane colour = new Plane(reference.width(), reference.height());
        for (int i = 0; i < colour.values().length; i++) {
            double drawn = change.drawn().plane(channel).values()[i];
            colour.values()[i] =
                    (float) ((drawn - (1 - opacity) * reference.values()[i]) / opacity);
        }
        Plane smooth = BoxFilter.mean(colour, 1);
        for (int i = 0; i < smooth.values().length; i++) {
            smooth.values()[i] = Math.max(0, Math.min(255, smooth.values()[i]));
        }
        return smooth;
    }

    static int nearest(Lab lab, int at, float[][] colours) {
        int best = 0;
        for (int i = 1; i < colours.length; i++) {
            best = distance(lab, at, colours[i]) < distance(lab, at, colours[best]) ? i : best;
        }
        return best;
    }

    static double distance(Lab lab, int at, float[] colour) {
        double l = lab.l().values()[at] - colour[0];
        double a = lab.a().values()[at] - colour[1];
        double b = lab.b().values()[at] - colour[2];
        return Math.sqrt(l * l + a * a + b * b);
    }
}
