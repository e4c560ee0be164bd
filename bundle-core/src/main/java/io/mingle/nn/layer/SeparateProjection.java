package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Queries, keys and values by a product each. Heads of queries may share heads of keys (J. Ainslie
 * and others, GQA, 2023), and both may be normed (M. Dehghani and others, Scaling Vision
 * Transformers to 22 Billion Parameters, 2023, section 2: QK-norm).
 *
 * @param heads of queries
 * @param kvHeads of keys and of values, of which {@code heads} is a multiple
 * @param queryNorm what each head of a query goes through, [batch, heads, rows, size]
 * @param keyNorm what each head of a key goes through
 */
public record SeparateProjection(
        int heads, int kvHeads, Layer query, Layer key, Layer value, Layer queryNorm, Layer keyNorm)
        implements QueryKeyValue.Projection {

    public SeparateProjection {
        if (heads % kvHeads != 0) {
            throw new IllegalArgumentException(
                    "%s heads of queries cannot share %s heads of keys. Give a multiple of them."
                            .formatted(heads, kvHeads));
        }
    }

    /** Returns a projection with as many heads of keys as of queries, and without norms. */
    public SeparateProjection(int heads, Layer query, Layer key, Layer value) {
        this(heads, heads, query, key, value, Layer.identity(), Layer.identity());
    }

    /** Returns this projection with fewer heads of keys and values. */
    public SeparateProjection sharing(int keyHeads) {
        return new SeparateProjection(heads, keyHeads, query, key, value, queryNorm, keyNorm);
    }

    /** Returns this projection with norms of each head. */
    public SeparateProjection normed(Layer ofQueries, Layer ofKeys) {
        return new SeparateProjection(heads, kvHeads, query, key, value, ofQueries, ofKeys);
    }

    /** Writes what it makes of {@code x} [batch, rows, states]. */
    public QueryKeyValue apply(Value x) {
        return apply(x, x);
    }

    /**
     * Writes queries of {@code x}, and keys and values of {@code context} [batch, keys, states].
     */
    public QueryKeyValue apply(Value x, Value context) {
        return new QueryKeyValue(
                queryNorm.apply(Heads.split(query.apply(x), heads)).named("q"),
                keyNorm.apply(Heads.split(key.apply(context), kvHeads)).named("k"),
                Heads.split(value.apply(context), kvHeads).named("v"));
    }

    @Override
    public QueryKeyValue apply(Value x, Rotary positions) {
        QueryKeyValue plain = apply(x);
        return new QueryKeyValue(
                positions.rotate(plain.q()), positions.rotate(plain.k()), plain.v());
    }
}
