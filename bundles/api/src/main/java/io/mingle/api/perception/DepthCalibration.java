package io.mingle.api.perception;

import io.mingle.api.error.InvalidRequestException;

/**
 * What samples of a depth map mean: {@code depth = scale · sample + offset}.
 *
 * @param scale of one sample
 * @param offset at sample 0
 */
public record DepthCalibration(double scale, double offset) {

    private static final int MOST = 65535;

    /** Nothing is known: black is 0 and white is 1, whichever of them is near. */
    public static final DepthCalibration RELATIVE = new DepthCalibration(1.0 / MOST, 0);

    /**
     * Fits both to places whose depths are known, by least squares.
     *
     * @param samples of the places, 0 to 65535
     * @param depths of the same places, in any unit
     * @throws InvalidRequestException if there are not two or more different samples, or not as
     *     many depths
     */
    public static DepthCalibration fit(int[] samples, double[] depths) {
        double meanSample = 0;
        double meanDepth = 0;
        int count = samples.length == depths.length ? samples.length : 0;
        for (int i = 0; i < count; i++) {
            meanSample += (double) samples[i] / count;
            meanDepth += depths[i] / count;
        }
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < count; i++) {
            variance += (samples[i] - meanSample) * (samples[i] - meanSample);
            covariance += (samples[i] - meanSample) * (depths[i] - meanDepth);
        }
        if (variance == 0) {
            throw new InvalidRequestException(
                    "A depth map was to be calibrated by %s samples and %s depths. Give as many of both, for places whose samples differ."
                            .formatted(samples.length, depths.length));
        }
        double scale = covariance / variance;
        return new DepthCalibration(scale, meanDepth - scale * meanSample);
    }

    /** Returns the depth of a sample. */
    public double depth(int sample) {
        return scale * sample + offset;
    }
}
