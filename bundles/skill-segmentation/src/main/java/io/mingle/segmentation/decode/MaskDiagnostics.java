package io.mingle.segmentation.decode;

/**
 * How a mask was told.
 *
 * @param threshold of the difference (τ)
 * @param otsuRatio how clearly it parts two classes, 0 to 1
 * @param alignment of the tones
 * @param opacity of the paint; 0 if there is none, or its colour is not the one that was expected
 */
public record MaskDiagnostics(
        double threshold, double otsuRatio, Alignment alignment, double opacity) {}
