package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.nn.layer.SinusoidalEmbedding.Order;
import java.util.List;

/**
 * Attention whose scores depend on how far rows are apart: {@code (q + u) kᵀ + (q + v) pᵀ} (Z. Dai
 * and others, Transformer-XL, 2019, section 3.3; A. Gulati and others, Conformer, 2020).
 *
 * @param size of a head
 * @param position makes the {@code p} of all heads, of sines and cosines of distances
 * @param u [heads, size] added to each query before it meets keys
 * @param v [heads, size] added to each query before it meets positions
 */
public record RelativeAttention(
        SeparateProjection projection, int size, Layer position, Weight u, Weight v, Layer out)
        implements Layer {

    private static final double UNSEEN = -1e30;

    /** Lets the rows of {@code x} [batch, rows, states] attend to one another. */
    @Override
    public Value apply(Value x) {
        return apply(x, null);
    }

    /**
     * Lets rows attend to those that they see.
     *
     * @param see [.., rows, rows] as of an {@link AttentionMask}, at least one of each row; null if
     *     each row sees all
     */
    public Value apply(Value x, Value see) {
        QueryKeyValue heads = projection.apply(x);
        Value rows = x.size(1).named("rows");
        Value p = Heads.split(position.apply(distances(rows)), projection.heads()).named("p");
        Value scores = moved(heads.q(), v).call("torch.matmul", p.transpose(-2, -1));
        Value bias = byRows(scores, rows).over(Math.sqrt(size)).named("bias");
        if (see != null) {
            bias = bias.call("torch.masked_fill", see.call("torch.logical_not"), UNSEEN);
        }
        QueryKeyValue all = new QueryKeyValue(moved(heads.q(), u), heads.k(), heads.v());
        return out.apply(Heads.join(all.attend(bias)));
    }

    private static Value moved(Value q, Weight by) {
        Body body = q.body();
        return q.plus(body.call("torch.to", by, body.precision().activations()).unsqueeze(1));
    }

    /** From the farthest row before one to the farthest behind it, [1, 2 rows - 1, states]. */
    private Value distances(Value rows) {
        Body body = rows.body();
        Value falling = body.call("torch.arange", rows.minus(1), rows.times(-1), -1).unsqueeze(0);
        return new SinusoidalEmbedding(projection.heads() * size, Order.INTERLEAVED)
                .apply(falling)
                .to(body.precision().activations());
    }

    /**
     * Of the scores of each row by distance, [.., rows, 2 rows - 1], makes those by row, [.., rows,
     * rows]: row i needs those from rows - 1 - i on. Written behind one another with one more in
     * front of each, they stand there once the first rows are dropped.
     */
    private static Value byRows(Value scores, Value rows) {
        Value wider = scores.call("torch.constant_pad_nd", List.of(1, 0)).flatten(-2, -1);
        Value length = rows.times(rows.times(2).minus(1)).named("length");
        return wider.narrow(-1, rows, length)
                .unflatten(-1, rows, rows.times(2).minus(1))
                .narrow(-1, 0, rows);
    }
}
