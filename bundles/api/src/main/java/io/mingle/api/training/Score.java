package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;

/**
 * How well a model did at a task.
 *
 * @param task the name of the task
 * @param group which examples of the task, for example those drawn in unseen fonts
 * @param figure what was measured
 * @param count examples that it was measured of
 * @param value what it came to
 * @param low the lower end of its 95 % interval
 * @param high its upper end
 */
public record Score(
        String task,
        String group,
        Figure figure,
        int count,
        double value,
        double low,
        double high) {

    /** The figure of answers that are either right or wrong. */
    public static final Figure RIGHT = Figure.share("right");

    /** The two-sided 95 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * Checks that the numbers go together.
     *
     * @throws InvalidRequestException otherwise
     */
    public Score {
        if (task == null || group == null || figure == null || count < 0) {
            throw new InvalidRequestException(
                    "A score of %s examples was given for %s, %s, %s. Give a task, a group, a figure and zero or more examples."
                            .formatted(count, task, group, figure));
        }
        if (!(low <= value && value <= high)) {
            throw new InvalidRequestException(
                    "The score %s was given with the interval %s to %s. Give the lower end first, and the value between both."
                            .formatted(value, low, high));
        }
    }

    /**
     * Works out the interval of a share (E. B. Wilson, Probable inference, JASA 22, 1927, equation
     * for the score interval, without continuity correction).
     *
     * @param task the name of the task
     * @param group which examples of the task
     * @param count questions asked; with none the interval is 0 to 1
     * @param correct questions answered rightly
     * @return the score of {@link #RIGHT}
     * @throws InvalidRequestException if there are more right answers than questions
     */
    public static Score of(String task, String group, int count, int correct) {
        return share(task, group, RIGHT, count, correct);
    }

    /**
     * Works out the interval of a share, as above.
     *
     * @param having how many of the examples have what the figure names
     */
    public static Score share(String task, String group, Figure figure, int count, int having) {
        if (having < 0 || having > Math.max(0, count)) {
            throw new InvalidRequestException(
                    "A score was given as %s of %s for %s, %s. Give no more than all."
                            .formatted(having, count, task, group));
        }
        if (count <= 0) {
            return new Score(task, group, figure, count, 0, 0, 1);
        }
        double n = count;
        double p = having / n;
        double centre = p + Z * Z / (2 * n);
        double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        double scale = 1 + Z * Z / n;
        double low = having == 0 ? 0 : Math.max(0, (centre - spread) / scale);
        double high = having == count ? 1 : Math.min(1, (centre + spread) / scale);
        return new Score(task, group, figure, count, p, low, high);
    }

    /**
     * Works out the interval of a ratio of two sums from how the examples differ (W. G. Cochran,
     * Sampling Techniques, 1977, section 2.11). A mean is the ratio in which each example is of 1.
     *
     * @param amounts of each example; those of a {@link Figure.Kind#RATE} 0 or more
     * @param of how much each amount is
     */
    public static Score ratio(
            String task, String group, Figure figure, double[] amounts, double[] of) {
        int count = amounts.length;
        double whole = Arrays.stream(of).sum();
        double value = whole == 0 ? 0 : Arrays.stream(amounts).sum() / whole;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double off = amounts[i] - value * of[i];
            squares += off * off;
        }
        double error =
                count < 2 || whole == 0
                        ? Double.POSITIVE_INFINITY
                        : Math.sqrt(squares * count / (count - 1.0)) / whole;
        double low = value - Z * error;
        double least = figure.kind() == Figure.Kind.RATE ? Math.max(0, low) : low;
        return new Score(task, group, figure, count, value, least, value + Z * error);
    }

    /** Returns how many of the examples of a {@link Figure.Kind#SHARE} have it. */
    public int correct() {
        return (int) Math.round(value * count);
    }
}
