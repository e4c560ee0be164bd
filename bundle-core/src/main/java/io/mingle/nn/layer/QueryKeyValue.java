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

    /**
     * Writes what each row makes of the values whose keys it sees: [batch, heads, rows, size].
     *
     * @param see [.., rows, keys]: whether a row sees a key, or else numbers that are added to the
     *     scores; null if each row sees all keys
     */
    Value attend(Value see) {
        return q.call("self.attend", k, v, see);
    }

    /** Makes them of rows. */
    @FunctionalInterface
    public interface Projection {

        /** Writes what it makes of {@code x} [batch, rows, states], with positions applied. */
        QueryKeyValue apply(Value x, Rotary positions);
    }
}
