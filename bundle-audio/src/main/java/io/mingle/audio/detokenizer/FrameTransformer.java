package io.mingle.audio.detokenizer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Attention;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Mlp;

/** A block of attention among frames and an MLP, each behind a norm. */
record FrameTransformer(LayerNorm attentionNorm, Attention attention, LayerNorm mlpNorm, Mlp mlp) {

    private static final double EPS = 1e-5;
    private static final int WIDER = 4;

    static FrameTransformer of(Scope scope, FlowConfig config) {
        int channels = config.channels();
        int inner = config.estimatorHeads() * config.headSize();
        Scope attention = scope.at("attn1");
        Scope mlp = scope.at("ff").at("net");
        return new FrameTransformer(
                LayerNorm.of(scope.at("norm1"), channels, EPS),
                new Attention(
                        config.estimatorHeads(),
                        Linear.of(attention.at("to_q"), channels, inner),
                        Linear.of(attention.at("to_k"), channels, inner),
                        Linear.of(attention.at("to_v"), channels, inner),
                        Linear.biased(attention.at("to_out").at(0).branchEnd(), inner, channels)),
                LayerNorm.of(scope.at("norm3"), channels, EPS),
                new Mlp(
                        Linear.biased(mlp.at(0).at("proj"), channels, WIDER * channels),
                        Linear.biased(mlp.at(2).branchEnd(), WIDER * channels, channels)));
    }

    /**
     * Writes what it makes of frames.
     *
     * @param x [batch, frames, channels]
     * @param see [frames, frames]: which frames see which
     */
    Value apply(Value x, Value see) {
        Value rows = attentionNorm.apply(x);
        Value attended = x.plus(attention.attend(attention.projection().apply(rows), see));
        return attended.plus(mlp.apply(mlpNorm.apply(attended)));
    }
}
