package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Finds the colours of paint of which no palette is known: mean shift (D. Comaniciu and P. Meer,
 * 2002) from the paint that is left, colour by colour.
 */
final class FreeColours {

    private static final int MOST = 20;
    private static final int ROUNDS = 12;
    private static final int MOST_SAMPLES = 1 << 13;

    private FreeColours() {}

    /**
     * Finds colours.
     *
     * @param least how many pixels a colour has to have
     * @return L*, a*, b* of each, in the order of how many pixels they have, roughly
     */
    static float[][] find(Lab lab, BitMask painted, double bandwidth, double apart, double least) {
        List<Integer> left = samples(painted);
        double leastSamples = Math.max(1, least * left.size() / Math.max(1, painted.area()));
        List<float[]> found = new ArrayList<>();
        while (found.size() < MOST && left.size() >= leastSamples) {
            float[] centre = colour(lab, left.get(left.size() / 2));
            for (int i = 0; i < ROUNDS; i++) {
                centre = mean(lab, within(lab, left, centre, bandwidth), centre);
            }
            List<Integer> members = within(lab, left, centre, bandwidth);
            float[] of = centre;
            boolean isNew =
                    found.stream().noneMatch(it -> between(it, of) < apart)
                            && members.size() >= leastSamples;
            if (isNew) {
                found.add(centre);
            }
            // A start that leads nowhere is taken out, too, so that this ends.
            left.remove(left.size() / 2);
            left.removeAll(new HashSet<>(members));
        }
        return found.toArray(float[][]::new);
    }

    private static List<Integer> samples(BitMask painted) {
        int step = Math.max(1, painted.area() / MOST_SAMPLES);
        List<Integer> samples = new ArrayList<>();
        int seen = 0;
        for (int i = 0; i < painted.set().length; i++) {
            if (painted.set()[i] && seen++ % step == 0) {
                samples.add(i);
            }
        }
        return samples;
    }

    private static List<Integer> within(
            Lab lab, List<Integer> samples, float[] centre, double bandwidth) {
        return samples.stream()
                .filter(it -> Paints.distance(lab, it, centre) <= bandwidth)
                .toList();
    }

    private static float[] mean(Lab lab, List<Integer> samples, float[] otherwise) {
        if (samples.isEmpty()) {
            return otherwise;
        }
        float[] mean = new float[3];
        for (int at : samples) {
            float[] colour = colour(lab, at);
            for (int c = 0; c < mean.length; c++) {
                mean[c] += colour[c] / samples.size();
            }
        }
        return mean;
    }

    private static float[] colour(Lab lab, int at) {
        return new float[] {lab.l().values()[at], lab.a().values()[at], lab.b().values()[at]};
    }

    private static double between(float[] one, float[] other) {
        return Math.sqrt(
                Math.pow(one[0] - other[0], 2)
                        + Math.pow(one[1] - other[1], 2)
                        + Math.pow(one[2] - other[2], 2));
    }
}
