package io.mingle.segmentation.decode;

/**
 * From which difference on something was painted, in CIE L*a*b*.
 *
 * @param lowest threshold
 * @param highest threshold
 * @param otsuRatio how well two classes have to be told apart, else nothing was painted; normal
 *     noise alone comes to 2/π, 0.64
 * @param certainShare the share of the picture that, above the highest threshold, is paint all the
 *     same
 */
public record Thresholds(double lowest, double highest, double otsuRatio, double certainShare) {

    /** For one object. */
    public static final Thresholds USUAL = new Thresholds(10, 35, 0.7, 2e-4);

    /** Returns these thresholds with another end. */
    public Thresholds withHighest(double value) {
        return new Thresholds(lowest, value, otsuRatio, certainShare);
    }
}
