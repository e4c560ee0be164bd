package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Attention of every row to every row, or to those that it sees (A. Vaswani and others, Attention
 * is all you need, 2017, section 3.2).
 *
 * @param out what the joined heads go through
 */
public record Attention(SeparateProjection projection, Layer out) implements Layer {

    /**
     * Returns attention without norms.
     *
     * @param query makes the queries of all heads, {@code key} and {@code value} the keys and
     *     values
     */
    public Attention(int heads, Layer query, Layer key, Layer value, Layer out) {
        this(new SeparateProjection(heads, query, key, value), out);
    }

    /** Lets the rows of {@code x} [batch, rows, states] attend to one another. */
    @Override
    public Value apply(Value x) {
        return attend(projection.apply(x));
    }

    /** Lets the rows of {@code x} attend to those of {@code context} [batch, keys, states]. */
    public Value apply(Value x, Value context) {
        return attend(projection.apply(x, context));
    }

    /** Lets rows attend to one another whose queries and keys turn with their positions. */
    public Value apply(Value x, Rotary positions) {
        return attend(projection.apply(x, positions));
    }

    /** Writes attention with what the projection made. */
    public Value attend(QueryKeyValue heads) {
        return attend(heads, null);
    }

    /**
     * Writes attention with what the projection made.
     *
     * @param see [.., rows, keys]: whether a row sees a key (see {@link AttentionMask}), or else
     *     numbers that are added to the scores; null if each row sees all keys
     */
    public Value attend(QueryKeyValue heads, Value see) {
        return out.apply(Heads.join(heads.attend(see)));
    }
}
