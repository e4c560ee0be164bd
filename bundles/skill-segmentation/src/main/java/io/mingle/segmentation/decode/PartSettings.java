package io.mingle.segmentation.decode;

/**
 * Which parts of what was painted belong to an object. Lengths and areas in pixels are meant for
 * drawn pictures of {@value Scale#SIDE} × {@value Scale#SIDE} pixels.
 *
 * @param opening radius of the square that is opened with
 * @param closing radius of the square that is closed with
 * @param leastArea of a part
 * @param leastShare of a part, of the picture
 * @param leastStrength how far the mean difference of a part has to be above the threshold, as a
 *     factor
 * @param holeShare the share of the picture up to which holes are filled
 * @param companionShare of the largest part, from which another one belongs to the same object
 */
public record PartSettings(
        int opening,
        int closing,
        double leastArea,
        double leastShare,
        double leastStrength,
        double holeShare,
        double companionShare) {

    /** What is used unless told otherwise. */
    public static final PartSettings USUAL = new PartSettings(1, 2, 64, 5e-4, 1.2, 1e-3, 0.2);

    /** Returns these settings with other sizes of parts. */
    public PartSettings withSizes(double area, double share, double companions) {
        return new PartSettings(
                opening, closing, area, share, leastStrength, holeShare, companions);
    }

    PartSettings scaled(Scale scale) {
        return new PartSettings(
                scale.length(opening),
                scale.length(closing),
                scale.area(leastArea),
                leastShare,
                leastStrength,
                holeShare,
                companionShare);
    }

    /** Returns the fewest pixels of a part in a picture of so many. */
    double leastPixels(int pixels) {
        return Math.max(leastArea, leastShare * pixels);
    }
}
