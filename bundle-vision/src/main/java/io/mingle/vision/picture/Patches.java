package io.mingle.vision.picture;

/**
 * A picture cut into normalised patches, ready for the patch embedding of a vision encoder.
 *
 * <p>{@code rows} is {@code [gridT * gridH * gridW, rowLength]} in row-major order. One row is one
 * patch with axes (channel, frame, y, x). The rows of a merge block follow each other (top left,
 * top right, bottom left, bottom right for blocks of 2×2), and blocks are in raster order. Whoever
 * receives the patches owns the array.
 *
 * @param rows the numbers
 * @param gridT groups of frames; 1 for a still picture
 * @param gridH patches from top to bottom
 * @param gridW patches from left to right
 * @param rowLength numbers in a row: 3 · frames · patch height · patch width
 */
public record Patches(float[] rows, int gridT, int gridH, int gridW, int rowLength) {

    /** Returns the number of rows. */
    public int count() {
        return gridT * gridH * gridW;
    }
}
