package io.mingle.segmentation.decode;

import java.util.List;

/**
 * How many painted objects are told apart. Lengths and areas in pixels are meant for drawn pictures
 * of {@value Scale#SIDE} × {@value Scale#SIDE} pixels; see {@link #scaledTo}.
 *
 * @param palette what is painted with
 * @param opacities of the paint that are tried; the one whose colours fit the palette best counts
 * @param smoothing radius of the mean that the difference is smoothed with
 * @param lowest threshold of the difference
 * @param highest threshold of the difference
 * @param otsuRatio how well two classes have to be told apart, else nothing was painted; normal
 *     noise alone comes to 2/π, 0.64
 * @param certainShare the share of the picture that, above the highest threshold, is paint all the
 *     same
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
        double lowest,
        double highest,
        double otsuRatio,
        double certainShare,
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
                    10,
                    20,
                    0.7,
                    2e-4,
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
                lowest,
                highest,
                otsuRatio,
                certainShare,
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
                lowest,
                highest,
                otsuRatio,
                certainShare,
                farthest,
                leastKnown,
                Math.max(1, scale.length(majority)),
                scale.area(leastArea),
                Math.max(1, scale.length(gap)),
                bandwidth,
                apart);
    }
}
