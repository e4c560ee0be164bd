package io.mingle.nn.layer;

import io.mingle.nn.Value;
import java.util.List;

/**
 * Attention of two streams to one another and to themselves, each with products and norms of its
 * own (P. Esser and others, Scaling Rectified Flow Transformers, 2024, figure 2: MM-DiT).
 *
 * @param first of the stream whose rows come first, such as those of a picture
 * @param second of the other one, such as those of a text. What nobody needs of it may go through
 *     {@link Layer#identity}
 */
public record JointAttention(Attention first, Attention second) {

    /** What both streams got. */
    public record Streams(Value x, Value y) {}

    /**
     * Writes what the rows of both streams make of all.
     *
     * @param x [batch, rows, states]
     * @param y [batch, other rows, states]
     */
    public Streams apply(Value x, Value y) {
        QueryKeyValue one = first.projection().apply(x);
        QueryKeyValue other = second.projection().apply(y);
        QueryKeyValue all =
                new QueryKeyValue(
                        joined(one.q(), other.q()),
                        joined(one.k(), other.k()),
                        joined(one.v(), other.v()));
        Value seen = Heads.join(all.attend(null)).named("seen");
        Value rows = x.size(1).named("rows");
        return new Streams(
                first.out().apply(seen.narrow(1, 0, rows)),
                second.out().apply(seen.narrow(1, rows, y.size(1))));
    }

    private static Value joined(Value one, Value other) {
        return one.body().call("torch.cat", List.of(one, other), 2);
    }
}
