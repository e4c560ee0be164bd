package io.mingle.nn.layer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import java.util.List;

/**
 * Queries, keys and values of grouped heads by one product, whose outputs are the heads of the
 * queries, then those of the keys, then those of the values.
 */
public final class FusedProjection implements QueryKeyValue.Projection {

    private final Linear product;
    private final int heads;
    private final int kvHeads;
    private final int size;

    /** Declares the product. */
    public FusedProjection(Scope scope, int inputs, int heads, int kvHeads, int size) {
        product = Linear.of(scope, inputs, (heads + 2L * kvHeads) * size);
        this.heads = heads;
        this.kvHeads = kvHeads;
        this.size = size;
    }

    @Override
    public QueryKeyValue apply(Value x, Rotary positions) {
        Value all = Heads.split(product.apply(x), heads + 2 * kvHeads);
        List<Value> parts = all.split(1, List.of(heads + kvHeads, kvHeads), "qk", "v");
        Value turned = positions.rotate(parts.get(0));
        List<Value> queryKey = turned.split(1, List.of(heads, kvHeads), "q", "k");
        Value v = parts.get(1).to(x.body().precision().activations());
        return new QueryKeyValue(queryKey.get(0), queryKey.get(1), v);
    }
}
