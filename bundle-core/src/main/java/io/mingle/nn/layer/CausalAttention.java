package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Attention of every row to itself and to the rows before it; heads of queries may share heads of
 * keys (J. Ainslie and others, GQA, 2023).
 *
 * @param out what the joined heads go through
 */
public record CausalAttention(QueryKeyValue.Projection projection, Layer out) {

    /** Lets the rows {@code x} [batch, rows, states] attend to what their context has. */
    public Value apply(Value x, Rotary positions, Context context) {
        return out.apply(Heads.join(context.attend(projection.apply(x, positions))));
    }
}
