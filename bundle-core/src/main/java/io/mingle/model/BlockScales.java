package io.mingle.model;

/**
 * What makes numbers of the codes of an FP8 tensor: each code's value is multiplied by the scale of
 * the block that it lies in. The tensor is seen as a matrix, its first dimension being the rows.
 *
 * @param entry the scales, as stored: one for each block, row by row
 * @param rows of a block; the last block may have fewer
 * @param columns of a block; the last block may have fewer
 */
public record BlockScales(TensorEntry entry, long rows, long columns) {}
