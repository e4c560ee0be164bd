package io.mingle.segmentation.metric;

/**
 * How well depths agree that are known up to scale and offset.
 *
 * @param absoluteRelative the mean of {@code |estimate − truth| / truth} (AbsRel)
 * @param near the share of pixels whose ratio is below 1.25, either way (δ)
 */
public record DepthMetrics(double absoluteRelative, double near) {

    private static final double RATIO = 1.25;

    /**
     * Aligns estimates with the truth by least squares, and compares.
     *
     * @param estimate of each pixel, at any scale and offset
     * @param truth of each pixel; where it is not above 0 it is unknown and left out
     */
    public static DepthMetrics of(float[] estimate, float[] truth) {
        int known = 0;
        double meanEstimate = 0;
        double meanTruth = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] > 0) {
                known++;
                meanEstimate += estimate[i];
                meanTruth += truth[i];
            }
        }
        meanEstimate /= Math.max(1, known);
        meanTruth /= Math.max(1, known);
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] > 0) {
                variance += (estimate[i] - meanEstimate) * (estimate[i] - meanEstimate);
                covariance += (estimate[i] - meanEstimate) * (truth[i] - meanTruth);
            }
        }
        double scale = variance == 0 ? 0 : covariance / variance;
        double off = 0;
        int near = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] > 0) {
                double aligned = meanTruth + scale * (estimate[i] - meanEstimate);
                off += Math.abs(aligned - truth[i]) / truth[i];
                near +=
                        aligned > 0 && Math.max(aligned / truth[i], truth[i] / aligned) < RATIO
                                ? 1
                                : 0;
            }
        }
        return new DepthMetrics(off / Math.max(1, known), (double) near / Math.max(1, known));
    }
}
