package io.mingle.api.perception;

import java.util.List;

/**
 * How masks were told.
 *
 * @param threshold of the difference (τ), in CIE L*a*b*
 * @param otsuRatio how clearly it parts what was painted from the rest, 0 to 1
 * @param gain by which the tones were off, red, green, blue; copied
 * @param offset by which the tones were off, red, green, blue, in levels; copied
 * @param opacity of the paint; 0 if its colour was not the one that was expected
 * @param lostArea the share of the picture that was cropped before it was drawn, 0 to 1: nothing is
 *     known of it
 * @param seeds of the drawings; copied
 */
public record SegmentationDiagnostics(
        double threshold,
        double otsuRatio,
        List<Double> gain,
        List<Double> offset,
        double opacity,
        double lostArea,
        List<Long> seeds) {

    /** Copies the lists. */
    public SegmentationDiagnostics {
        gain = List.copyOf(gain);
        offset = List.copyOf(offset);
        seeds = List.copyOf(seeds);
    }
}
