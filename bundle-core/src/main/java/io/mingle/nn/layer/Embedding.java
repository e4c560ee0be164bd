package io.mingle.nn.layer;

import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;

/**
 * Looks rows up: numbers [..] → [.., size], in the type of the residual stream. Its parameter is
 * {@code weight} [count, size].
 */
public final class Embedding implements Layer {

    private final Weight weight;

    /** Declares {@code count} rows of {@code size} values. */
    public Embedding(Scope scope, int count, int size) {
        weight = scope.weight("weight", Role.EMBEDDING, count, size);
    }

    /** Returns the table, for a head that shares it. */
    public Weight weight() {
        return weight;
    }

    @Override
    public Value apply(Value ids) {
        return ids.body()
                .call("torch.embedding", weight, ids)
                .to(ids.body().precision().residual());
    }
}
