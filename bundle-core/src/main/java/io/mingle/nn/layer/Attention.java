package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Attention of every row to every row (A. Vaswani and others, Attention is all you need, 2017,
 * section 3.2).
 *
 * @param query makes the queries of all heads, {@code key} and {@code value} the keys and values
 * @param out what the joined heads go through
 */
public record Attention(int heads, Layer query, Layer key, Layer value, Layer out)
        implements Layer {

    /** Lets the rows of {@code x} [batch, rows, states] attend to one another. */
    @Override
    public Value apply(Value x) {
        return apply(x, x);
    }

    /** Lets the rows of {@code x} attend to those of {@code context} [batch, keys, states]. */
    public Value apply(Value x, Value context) {
        Value q = Heads.split(query.apply(x), heads).named("q");
        Value k = Heads.split(key.apply(context), heads).named("k");
        Value v = Heads.split(value.apply(context), heads).named("v");
        return out.apply(Heads.join(q.call("self.attend_all", k, v)));
    }
}
