package io.mingle.api.perception;

import io.mingle.api.understanding.Box;

/**
 * A box around a thing.
 *
 * @param box where it is, with what was looked for
 * @param score how completely it was drawn, 0 to 1
 * @param colour that it was drawn in, {@code #rrggbb}; empty for one that is not of the palette
 */
public record DetectedBox(Box box, double score, String colour) {}
