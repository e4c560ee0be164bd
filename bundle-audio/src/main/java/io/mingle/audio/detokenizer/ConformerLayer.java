package io.mingle.audio.detokenizer;

import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Mlp;
import io.mingle.nn.layer.RelativeAttention;
import io.mingle.nn.layer.SeparateProjection;

/**
 * A layer of the encoder of codes: attention by distance and an MLP, each behind a norm, each added
 * to what came in. It has no convolution.
 */
record ConformerLayer(
        LayerNorm attentionNorm, RelativeAttention attention, LayerNorm mlpNorm, Mlp mlp) {

    private static final double EPS = 1e-12;

    static ConformerLayer of(Scope scope, FlowConfig config) {
        int states = config.states();
        int heads = config.heads();
        Scope attention = scope.at("self_attn");
        Scope mlp = scope.at("feed_forward");
        return new ConformerLayer(
                LayerNorm.of(scope.at("norm_mha"), states, EPS),
                new RelativeAttention(
                        new SeparateProjection(
                                heads,
                                Linear.biased(attention.at("linear_q"), states, states),
                                Linear.biased(attention.at("linear_k"), states, states),
                                Linear.biased(attention.at("linear_v"), states, states)),
                        states / heads,
                        Linear.of(attention.at("linear_pos"), states, states),
                        attention.weight("pos_bias_u", Role.BIAS, heads, states / heads),
                        attention.weight("pos_bias_v", Role.BIAS, heads, states / heads),
                        Linear.biased(attention.at("linear_out").branchEnd(), states, states)),
                LayerNorm.of(scope.at("norm_ff"), states, EPS),
                new Mlp(
                        Linear.biased(mlp.at("w_1"), states, config.inner()),
                        Value::silu,
                        Linear.biased(mlp.at("w_2").branchEnd(), config.inner(), states)));
    }

    /**
     * Writes what it makes of rows.
     *
     * @param x [1, rows, states]
     * @param see [rows, rows]: which rows see which
     */
    Value apply(Value x, Value see) {
        Value attended = x.plus(attention.apply(attentionNorm.apply(x), see));
        return attended.plus(mlp.apply(mlpNorm.apply(attended)));
    }
}
