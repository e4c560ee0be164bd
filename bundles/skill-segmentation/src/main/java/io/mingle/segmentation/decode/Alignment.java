package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.Plane;
import java.util.Arrays;

/**
 * How the tones of a drawn picture relate to those of its reference where nothing was painted:
 * {@code drawn = gain · reference + offset}, channel by channel.
 *
 * @param gain of red, green, blue
 * @param offset of red, green, blue
 */
public record Alignment(double[] gain, double[] offset) {

    /** Tones are as they were. */
    public static final Alignment NONE =
            new Alignment(new double[] {1, 1, 1}, new double[] {0, 0, 0});

    /** Pixels further off than so many times the median are not taken for noise. */
    private static final double NOISE = 3;

    /** Two roundings and a little noise. */
    private static final double LEAST_NOISE = 4;

    /** More than that would be seen. */
    private static final double MOST_NOISE = 30;

    private static final int MOST_SAMPLES = 1 << 16;

    /** Fits both by least squares over the pixels that differ least. */
    static Alignment fit(Channels reference, Channels drawn, AlignmentSettings settings) {
        Samples samples = new Samples(reference, drawn);
        Alignment fitted = NONE;
        double[] before = samples.off(NONE);
        long nearby = Arrays.stream(before).filter(it -> it <= settings.nearby()).count();
        if (nearby < settings.leastShare() * before.length) {
            return NONE;
        }
        for (int i = 0; i < settings.iterations(); i++) {
            double[] off = samples.off(fitted);
            double[] sorted = off.clone();
            Arrays.sort(sorted);
            double most = sorted[(int) ((sorted.length - 1) * (1 - settings.trim()))];
            fitted = samples.fit(off, most, settings.stiffness());
        }
        double[] off = samples.off(fitted);
        double[] sorted = off.clone();
        Arrays.sort(sorted);
        double typical = sorted[(int) ((sorted.length - 1) * (1 - settings.trim()) / 2)];
        double most = Math.max(LEAST_NOISE, Math.min(MOST_NOISE, NOISE * typical));
        fitted = samples.fit(off, most, settings.stiffness());
        return fitted.isCredible(settings) ? fitted : NONE;
    }

    private boolean isCredible(AlignmentSettings settings) {
        return Arrays.stream(gain)
                .allMatch(it -> it < settings.farthestGain() && it > 1 / settings.farthestGain());
    }

    /** Returns the drawn picture in the tones of its reference. */
    Channels undo(Channels drawn) {
        return new Channels(undo(drawn, 0), undo(drawn, 1), undo(drawn, 2));
    }

    private Plane undo(Channels drawn, int channel) {
        Plane plane = new Plane(drawn.width(), drawn.height());
        for (int i = 0; i < plane.values().length; i++) {
            plane.values()[i] =
                    (float) ((drawn.plane(channel).values()[i] - offset[channel]) / gain[channel]);
        }
        return plane;
    }

    /** Some of the pixels of both. */
    private record Samples(Channels reference, Channels drawn, int step, int count) {

        Samples(Channels reference, Channels drawn) {
            this(reference, drawn, reference.red().values().length);
        }

        private Samples(Channels reference, Channels drawn, int pixels) {
            this(reference, drawn, Math.max(1, pixels / MOST_SAMPLES), pixels);
        }

        /** Returns how far each sample is from what is foreseen, in the worst channel. */
        double[] off(Alignment alignment) {
            double[] off = new double[(count + step - 1) / step];
            for (int i = 0; i < off.length; i++) {
                for (int c = 0; c < Channels.COUNT; c++) {
                    double foreseen =
                            alignment.gain[c] * reference.plane(c).values()[i * step]
                                    + alignment.offset[c];
                    double difference = Math.abs(drawn.plane(c).values()[i * step] - foreseen);
                    off[i] = Math.max(off[i], difference);
                }
            }
            return off;
        }

        Alignment fit(double[] off, double most, double stiffness) {
            double[] gain = new double[Channels.COUNT];
            double[] offset = new double[Channels.COUNT];
            for (int c = 0; c < Channels.COUNT; c++) {
                double[] from = kept(reference.plane(c), off, most);
                double[] to = kept(drawn.plane(c), off, most);
                double meanFrom = Arrays.stream(from).average().orElse(0);
                double meanTo = Arrays.stream(to).average().orElse(0);
                double variance = stiffness;
                double covariance = stiffness;
                for (int i = 0; i < from.length; i++) {
                    variance += (from[i] - meanFrom) * (from[i] - meanFrom) / from.length;
                    covariance += (from[i] - meanFrom) * (to[i] - meanTo) / from.length;
                }
                gain[c] = covariance / variance;
                offset[c] = meanTo - gain[c] * meanFrom;
            }
            return new Alignment(gain, offset);
        }

        private double[] kept(Plane plane, double[] off, double most) {
            double[] kept = new double[off.length];
            int size = 0;
            for (int i = 0; i < off.length; i++) {
                if (off[i] <= most) {
                    kept[size++] = plane.values()[i * step];
                }
            }
            return Arrays.copyOf(kept, size);
        }
    }
}
