package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * The keys and values of the rows so far, of all layers.
 *
 * @param tensor [2 · layers, KV heads, capacity, size]: the keys of layer {@code i} at {@code 2 i},
 *     its values at {@code 2 i + 1}
 * @param layer the number of the layer in hand
 * @param past how many rows it holds
 */
public record KvCache(Value tensor, Value layer, Value past) {

    /** Writes the keys and values of further rows behind the others, and returns all. */
    QueryKeyValue append(QueryKeyValue rows) {
        Value at = layer.times(2);
        Value keys = tensor.select(0, at).unsqueeze(0).named("keys");
        Value values = tensor.select(0, at.plus(1)).unsqueeze(0).named("values");
        Object count = rows.k().body().oneRow() ? 1 : rows.k().size(2).named("rows");
        keys.narrow(2, past, count).call("torch.copy_", rows.k());
        values.narrow(2, past, count).call("torch.copy_", rows.v());
        Value now = past.plus(count).named("now");
        return new QueryKeyValue(rows.q(), keys.narrow(2, 0, now), values.narrow(2, 0, now));
    }
}
