package io.mingle.nn.layer;

import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;

/**
 * What attention works with.
 *
 * @param q [batch, heads, rows, size]
 * @param k [batch, KV heads, keys, size]
 * @param v as {@code k}
 */
public record QueryKeyValue(Value q, Value k, Value v) {

    private static final double UNSEEN = -1e4;

    /**
     * Writes what each row makes of the values whose keys it sees: [batch, heads, rows, size].
     *
     * @param see [.., rows, keys]: whether a row sees a key, or else numbers that are added to the
     *     scores; null if each row sees all keys
     */
    Value attend(Value see) {
        return q.call("self.attend", k, v, see);
    }

    /**
     * Writes how much each row looks at each key in the first head, before the softmax.
     *
     * @param see [batch, 1, rows, keys]: not zero where a row sees a key; elsewhere are -10,000
     * @return [batch, rows, keys]
     */
    public Value scores(Value see) {
        Value own = q.call("torch.select", 1, 0).to(DataType.FLOAT32);
        Value keys = k.call("torch.select", 1, 0).to(DataType.FLOAT32).transpose(-1, -2);
        Value size = q.size(-1);
        return own.call("torch.matmul", keys)
                .call("torch.div", q.body().expression(Type.FLOAT, "float(%s) ** 0.5", size))
                .call("torch.masked_fill", see.squeeze(1).call("torch.eq", 0), UNSEEN);
    }

    /** Makes them of rows. */
    @FunctionalInterface
    public interface Projection {

        /** Writes what it makes of {@code x} [batch, rows, states], with positions applied. */
        QueryKeyValue apply(Value x, Rotary positions);
    }
}
