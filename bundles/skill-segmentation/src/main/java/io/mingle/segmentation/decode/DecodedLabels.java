package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Plane;
import java.util.List;

/**
 * Several objects, in the size that was drawn.
 *
 * @param regions one for each class or instance, the largest first; they do not overlap
 * @param difference of each pixel from the reference, smoothed
 * @param threshold of the difference (τ)
 * @param otsuRatio how clearly it parts two classes, 0 to 1
 * @param alignment of the tones
 * @param opacity of the paint
 */
public record DecodedLabels(
        List<Region> regions,
        Plane difference,
        double threshold,
        double otsuRatio,
        Alignment alignment,
        double opacity) {

    /** Copies the list. */
    public DecodedLabels {
        regions = List.copyOf(regions);
    }

    /**
     * A class or an instance.
     *
     * @param mask where it is
     * @param number of its colour in the palette; -1 for a colour that was found
     * @param colour of its paint
     * @param score how near its paint is to that colour, 0 to 1
     */
    public record Region(BitMask mask, int number, Rgb colour, double score) {}
}
