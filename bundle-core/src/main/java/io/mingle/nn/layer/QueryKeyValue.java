package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * What attention works with.
 *
 * @param q [batch, heads, rows, size]
 * @param k [batch, KV heads, keys, size]
 * @param v as {@code k}
 */
public record QueryKeyValue(Value q, Value k, Value v) {

    /** Makes them of rows. */
    @FunctionalInterface
    public interface Projection {

        /** Writes what it makes of {@code x} [batch, rows, states], with positions applied. */
        QueryKeyValue apply(Value x, Rotary positions);
    }
}
