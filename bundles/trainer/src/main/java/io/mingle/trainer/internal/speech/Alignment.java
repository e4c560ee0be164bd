package io.mingle.trainer.internal.speech;

import io.mingle.trainer.internal.speech.Recording.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where each word of a phrase sounds, by the same words spoken one by one in the same voice:
 * the cheapest way through both at once (H. Sakoe and S. Chiba, Dynamic programming algorithm
 * optimization for spoken word recognition, 1978).
 */
final class Alignment {

    /** From one moment to the next, in seconds. */
    private static final double STEP = 0.01;

    private static final double WINDOW = 0.025;

    private static final int NUMBERS = 13;

    /** How much a difference in loudness counts, where one of the spectrum counts 1. */
    private static final double LOUDNESS = 0.3;

    private Alignment() {}

    /**
     * Aligns them.
     *
     * @param words the samples of each, in their order
     * @param phrase the samples of all, spoken at once
     * @param rate samples a second
     */
    static List<Span> of(List<float[]> words, float[] phrase, int rate) {
        int step = (int) (STEP * rate);
        List<double[]> moments = new ArrayList<>();
        int[] ends = new int[words.size()];
        for (int i = 0; i < ends.length; i++) {
            moments.addAll(moments(words.get(i), rate));
            ends[i] = moments.size();
        }
        int[] met = way(moments, moments(phrase, rate));
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int start = i == 0 ? 0 : spans.get(i - 1).end();
            int end = i == ends.length - 1 ? phrase.length : met[ends[i]] * step;
            spans.add(new Span(start, Math.max(start, end)));
        }
        return spans;
    }

    private static List<double[]> moments(float[] samples, int rate) {
        double[] sharp = Envelope.emphasized(samples);
        int step = (int) (STEP * rate);
        int window = (int) (WINDOW * rate);
        List<double[]> moments = new ArrayList<>();
        for (int from = 0; from < samples.length; from += step) {
            double[] frame = new double[window];
            for (int i = 0; i < window; i++) {
                int at = from + (step - window) / 2 + i;
                double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window);
                frame[i] = at < 0 || at >= sharp.length ? 0 : weight * sharp[at];
            }
            moments.add(Envelope.of(frame, rate).cepstrum(NUMBERS));
        }
        return moments;
    }

    /** Returns for each moment of the one the first of the other that it meets. */
    private static int[] way(List<double[]> one, List<double[]> other) {
        double[][] cost = new double[one.size() + 1][other.size() + 1];
        for (double[] row : cost) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        cost[0][0] = 0;
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= other.size(); j++) {
                double before =
                        Math.min(cost[i - 1][j - 1], Math.min(cost[i - 1][j], cost[i][j - 1]));
                cost[i][j] = before + distance(one.get(i - 1), other.get(j - 1));
            }
        }
        int[] met = new int[one.size()];
        int j = other.size();
        for (int i = one.size(); i > 0; ) {
            met[i - 1] = j - 1;
            double both = cost[i - 1][j - 1];
            if (both <= cost[i - 1][j] && both <= cost[i][j - 1]) {
                i--;
                j--;
            } else if (cost[i - 1][j] <= cost[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        return met;
    }

    private static double distance(double[] one, double[] other) {
        double loudness = one[0] - other[0];
        double sum = LOUDNESS * LOUDNESS * loudness * loudness;
        for (int i = 1; i < NUMBERS; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return Math.sqrt(sum);
    }
}
