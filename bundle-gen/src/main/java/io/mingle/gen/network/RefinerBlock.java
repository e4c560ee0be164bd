package io.mingle.gen.network;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Modulation;
import java.util.List;

/**
 * A block of a refiner: attention and an MLP over one stream, each modulated by the time and the
 * pooled condition (spec of the published model, image generation, section 5.2).
 */
record RefinerBlock(Modulation modulation, Layer attention, Layer feedForward) {

    static final double EPS = 1e-6;
    static final LayerNorm NORM = LayerNorm.plain(EPS);

    /** Declares {@code norm1}, {@code attn} and {@code ff}. */
    static RefinerBlock of(Scope scope, DiffusionConfig config) {
        int states = config.innerDim();
        return new RefinerBlock(
                Modulation.zero(scope.at("norm1"), states, 6),
                BlockAttention.plain(scope.at("attn"), config),
                FeedForward.of(scope.at("ff"), states));
    }

    /**
     * Writes what it makes of rows.
     *
     * @param x [batch, rows, states]
     * @param condition [batch, states]
     */
    Value apply(Value x, Value condition) {
        List<Value> m =
                modulation.parts(
                        condition, "shift1", "scale1", "gate1", "shift2", "scale2", "gate2");
        Value seen = attention.apply(Modulation.of(NORM.apply(x), m.get(0), m.get(1)));
        Value y = x.plus(m.get(2).times(seen));
        Value made = feedForward.apply(Modulation.of(NORM.apply(y), m.get(3), m.get(4)));
        return y.plus(m.get(5).times(made));
    }
}
