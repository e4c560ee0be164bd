package io.mingle.segmentation.decode;

import java.util.Optional;

/**
 * How one painted object is told from the rest. Lengths and areas in pixels are meant for drawn
 * pictures of {@value Scale#SIDE} × {@value Scale#SIDE} pixels; see {@link #scaledTo}.
 *
 * @param measure of the difference
 * @param colour what objects are painted with; any colour if empty
 * @param smoothing radius of the mean that the difference is smoothed with
 * @param lowest threshold of the difference
 * @param highest threshold of the difference
 * @param otsuRatio how well two classes have to be told apart, else nothing was painted; normal
 *     noise alone comes to 2/π, 0.64
 * @param certainShare the share of the picture that, above the highest threshold, is paint all the
 *     same
 * @param leastOpacity of paint
 * @param leastKept the share of the change that has to look like the colour, else it is taken for
 *     paint of another one
 * @param opening radius of the square that is opened with
 * @param closing radius of the square that is closed with
 * @param leastArea of a part
 * @param leastAreaShare of a part, of the picture
 * @param leastStrength how far the mean difference of a part has to be above the threshold, as a
 *     factor
 * @param holeShare the share of the picture up to which holes are filled
 * @param companionShare of the largest part, from which another one belongs to the same object
 * @param band in which the boundary is looked for, on both sides
 * @param guidedRadius of the guided filter that lets the boundary follow the edges of the
 *     reference; 0 for none
 * @param guidedEpsilon of the guided filter
 */
public record MaskSettings(
        Measure measure,
        Optional<Rgb> colour,
        int smoothing,
        double lowest,
        double highest,
        double otsuRatio,
        double certainShare,
        double leastOpacity,
        double leastKept,
        int opening,
        int closing,
        double leastArea,
        double leastAreaShare,
        double leastStrength,
        double holeShare,
        double companionShare,
        int band,
        int guidedRadius,
        double guidedEpsilon) {

    /** What is used unless told otherwise: red paint, differences in CIE L*a*b*. */
    public static final MaskSettings USUAL =
            new MaskSettings(
                    Measure.LAB,
                    Optional.of(Rgb.RED),
                    2,
                    10,
                    35,
                    0.7,
                    2e-4,
                    0.25,
                    0.5,
                    1,
                    2,
                    64,
                    5e-4,
                    1.2,
                    1e-3,
                    0.2,
                    3,
                    0,
                    1e-4);

    /** Returns these settings for another colour, or for any. */
    public MaskSettings withColour(Optional<Rgb> value) {
        return new MaskSettings(
                measure,
                value,
                smoothing,
                lowest,
                highest,
                otsuRatio,
                certainShare,
                leastOpacity,
                leastKept,
                opening,
                closing,
                leastArea,
                leastAreaShare,
                leastStrength,
                holeShare,
                companionShare,
                band,
                guidedRadius,
                guidedEpsilon);
    }

    /** Returns these settings with other thresholds of the difference and of the paint. */
    public MaskSettings withThresholds(double least, double most, double ratio, double opacity) {
        return new MaskSettings(
                measure,
                colour,
                smoothing,
                least,
                most,
                ratio,
                certainShare,
                opacity,
                leastKept,
                opening,
                closing,
                leastArea,
                leastAreaShare,
                leastStrength,
                holeShare,
                companionShare,
                band,
                guidedRadius,
                guidedEpsilon);
    }

    /** Returns these settings with other sizes of parts. */
    public MaskSettings withAreas(double least, double leastShare, double companions) {
        return new MaskSettings(
                measure,
                colour,
                smoothing,
                lowest,
                highest,
                otsuRatio,
                certainShare,
                leastOpacity,
                leastKept,
                opening,
                closing,
                least,
                leastShare,
                leastStrength,
                holeShare,
                companions,
                band,
                guidedRadius,
                guidedEpsilon);
    }

    /** Returns these settings with the boundary drawn to the edges of the reference. */
    public MaskSettings withGuide(int radius, double epsilon) {
        return new MaskSettings(
                measure,
                colour,
                smoothing,
                lowest,
                highest,
                otsuRatio,
                certainShare,
                leastOpacity,
                leastKept,
                opening,
                closing,
                leastArea,
                leastAreaShare,
                leastStrength,
                holeShare,
                companionShare,
                band,
                radius,
                epsilon);
    }

    /**
     * Returns the settings for a drawn picture: lengths shrink with its side, areas with its area.
     */
    public MaskSettings scaledTo(int width, int height) {
        Scale scale = Scale.of(width, height);
        return new MaskSettings(
                measure,
                colour,
                Math.max(1, scale.length(smoothing)),
                lowest,
                highest,
                otsuRatio,
                certainShare,
                leastOpacity,
                leastKept,
                scale.length(opening),
                scale.length(closing),
                scale.area(leastArea),
                leastAreaShare,
                leastStrength,
                holeShare,
                companionShare,
                Math.max(1, scale.length(band)),
                guidedRadius == 0 ? 0 : Math.max(1, scale.length(guidedRadius)),
                guidedEpsilon);
    }

    /** Returns the fewest pixels of a part in a drawn picture of this size. */
    double leastPixels(int pixels) {
        return Math.max(leastArea, leastAreaShare * pixels);
    }
}
