package io.mingle.segmentation.decode;

/**
 * How drawn boxes are found. Lengths in pixels are meant for drawn pictures of {@value Scale#SIDE}
 * × {@value Scale#SIDE} pixels; see {@link #scaledTo}.
 *
 * @param palette what boxes may be drawn with
 * @param thresholds of the difference
 * @param thin the factor by which a threshold is lower for lines than for areas
 * @param farthest from a colour of the palette, in CIE L*a*b*, that is still taken for it
 * @param shortest side of a box
 * @param thickest line, as blurred as it is seen
 * @param gap in a line that is passed over
 * @param cover the share of the four sides that has to be drawn
 * @param overlap from which, as intersection over union, the weaker of two boxes is left out
 * @param mostBoxes that are looked for
 */
public record BoxSettings(
        Palette palette,
        Thresholds thresholds,
        double thin,
        double farthest,
        int shortest,
        int thickest,
        int gap,
        double cover,
        double overlap,
        int mostBoxes) {

    /** What is used unless told otherwise. */
    public static final BoxSettings USUAL =
            new BoxSettings(Palette.USUAL, Thresholds.USUAL, 0.8, 40, 12, 10, 3, 0.6, 0.8, 100);

    /** Returns these settings for another palette. */
    public BoxSettings withPalette(Palette value) {
        return new BoxSettings(
                value,
                thresholds,
                thin,
                farthest,
                shortest,
                thickest,
                gap,
                cover,
                overlap,
                mostBoxes);
    }

    /** Returns the settings for a drawn picture: lengths shrink with its side. */
    public BoxSettings scaledTo(int width, int height) {
        Scale scale = Scale.of(width, height);
        return new BoxSettings(
                palette,
                thresholds,
                thin,
                farthest,
                Math.max(4, scale.length(shortest)),
                scale.thickness(thickest),
                Math.max(1, scale.length(gap)),
                cover,
                overlap,
                mostBoxes);
    }
}
