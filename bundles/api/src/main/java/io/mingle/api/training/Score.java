package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;

/**
 * How well a model did at a task.
 *
 * @param task the name of the task
 * @param group which questions of the task, for example those drawn in unseen fonts
 * @param count questions asked
 * @param correct questions answered rightly
 * @param low the lower end of the 95 % Wilson interval of the fraction of right answers, 0 to 1
 * @param high its upper end
 */
public record Score(String task, String group, int count, int correct, double low, double high) {

    /** The two-sided 95 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * Checks that the figures go together.
     *
     * @throws InvalidRequestException otherwise
     */
    public Score {
        if (task == null || group == null || count < 0 || correct < 0 || correct > count) {
            throw new InvalidRequestException(
                    "A score was given as "
                            + correct
                            + " right of "
                            + count
                            + " for "
                            + task
                            + ", "
                            + group
                            + ". Give a task, a group, and no more right answers than questions.");
        }
        if (!(0 <= low && low <= high && high <= 1)) {
            throw new InvalidRequestException(
                    "A score was given with the interval "
                            + low
                            + " to "
                            + high
                            + ". Give two fractions, the lower one first.");
        }
    }

    /**
     * Works out the interval (E. B. Wilson, Probable inference, JASA 22, 1927, equation for the
     * score interval, without continuity correction).
     *
     * @param task the name of the task
     * @param group which questions of the task
     * @param count questions asked; with none the interval is 0 to 1
     * @param correct questions answered rightly
     * @return the score
     * @throws InvalidRequestException if there are more right answers than questions
     */
    public static Score of(String task, String group, int count, int correct) {
        if (count <= 0) {
            return new Score(task, group, count, correct, 0, 1);
        }
        double n = count;
        double p = correct / n;
        double centre = p + Z * Z / (2 * n);
        double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        double scale = 1 + Z * Z / n;
        double low = correct == 0 ? 0 : Math.max(0, (centre - spread) / scale);
        double high = correct == count ? 1 : Math.min(1, (centre + spread) / scale);
        return new Score(task, group, count, correct, low, high);
    }
}
