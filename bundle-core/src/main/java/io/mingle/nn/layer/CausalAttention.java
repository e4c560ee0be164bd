package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Attention of every row to itself and to the rows before it; heads of queries may share heads of
 * keys (J. Ainslie and others, GQA, 2023).
 *
 * @param out what the joined heads go through
 */
public record CausalAttention(QueryKeyValue.Projection projection, Layer out) {

    /** Lets the rows {@code x} [1, rows, states] attend to those of the cache and to their own. */
    public Value apply(Value x, Rotary positions, KvCache cache) {
        QueryKeyValue seen = cache.append(projection.apply(x, positions));
        String kernel = x.body().oneRow() ? "self.attend_row" : "self.attend_causal";
        return out.apply(Heads.join(seen.q().call(kernel, seen.k(), seen.v())));
    }

    /**
     * Lets rows attend to one another, without a cache.
     *
     * @param x [batch, rows, states]
     * @param see [batch, 1, rows, rows]: not zero where a row sees another
     */
    public Value applyMasked(Value x, Rotary positions, Value see) {
        QueryKeyValue all = projection.apply(x, positions);
        return out.apply(Heads.join(all.q().call("self.attend_masked", all.k(), all.v(), see)));
    }
}
