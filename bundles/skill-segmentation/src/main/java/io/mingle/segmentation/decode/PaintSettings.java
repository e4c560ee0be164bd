package io.mingle.segmentation.decode;

import java.util.List;

/**
 * What paint looks like.
 *
 * @param colour what objects are painted with; any colour if empty
 * @param leastOpacity of paint
 * @param leastKept the share of the change that has to look like the colour, else it is taken for
 *     paint of another one
 */
public record PaintSettings(List<Rgb> colours, double leastOpacity, double leastKept) {

    /** Red. */
    public static final PaintSettings USUAL = new PaintSettings(List.of(Rgb.RED), 0.25, 0.5);

    /** Copies the list. */
    public PaintSettings {
        colours = List.copyOf(colours);
    }
}
