package io.mingle.segmentation.decode;

import java.util.List;

/**
 * How many painted objects are told apart. Lengths and areas in pixels are meant for drawn pictures
 * of {@value Scale#SIDE} × {@value Scale#SIDE} pixels; see {@link #scaledTo}.
 *
 * @param palette what is painted with
 * @param opacities of the paint that are tried; the one whose colours fit the palette best counts
 * @param smoothing radius of the mean that the difference is smoothed with
 * @param thresholds of the difference
 * @param farthest from a colour of the palette, in CIE L*a*b*, that is still taken for it
 * @param leastKnown the share of the paint that has to be of the palette, else colours are found
 * @param majority radius of the square in which a majority decides
 * @param leastArea of a part; what is smaller gets the label that it touches most
 * @param gap up to which parts of one colour are one instance
 * @param bandwidth in which free colours are looked for, in CIE L*a*b*
 * @param apart free colours that are nearer than that are one
 */
public record PaletteSettings(
        Palette palette,
        List<Double> opacities,
        int smoothing,
        Thresholds thresholds,
        double farthest,
        double leastKnown,
        int majority,
        double leastArea,
        int gap,
        double bandwidth,
        double apart) {

    /** What is used unless told otherwise. */
    public static final PaletteSettings USUAL =
            new PaletteSettings(
                    Palette.USUAL,
                    List.of(0.4, 0.5, 0.6, 0.7),
                    2,
                    Thresholds.USUAL.withHighest(20),
                    40,
                    0.5,
                    2,
                    100,
                    12,
                    12,
                    15);

    /** Copies the list. */
    public PaletteSettings {
        opacities = List.copyOf(opacities);
    }

    /** Returns these settings for another palette. */
    public PaletteSettings withPalette(Palette value) {
        return new PaletteSettings(
                value,
                opacities,
                smoothing,
                thresholds,
                farthest,
                leastKnown,
                majority,
                leastArea,
                gap,
                bandwidth,
                apart);
    }

    /**
     * Returns the settings for a drawn picture: lengths shrink with its side, areas with its area.
     */
    public PaletteSettings scaledTo(int width, int height) {
        Scale scale = Scale.of(width, height);
        return new PaletteSettings(
                palette,
                opacities,
                Math.max(1, scale.length(smoothing)),
                thresholds,
                farthest,
                leastKnown,
                Math.max(1, scale.length(majority)),
                scale.area(leastArea),
                Math.max(1, scale.length(gap)),
                bandwidth,
                apart);
    }
}
