package io.mingle.nn.qwen2;

import io.mingle.model.Qwen2Config;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Attention;
import io.mingle.nn.layer.CausalAttention;
import io.mingle.nn.layer.Context;
import io.mingle.nn.layer.GatedMlp;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.Rotary;
import io.mingle.nn.layer.SeparateProjection;

/**
 * A layer of Qwen2: attention and an MLP, each behind a norm, each added to what came in.
 *
 * @param projection of grouped heads, with biases
 * @param out what the joined heads go through
 */
public record Qwen2Layer(
        Layer attentionNorm, SeparateProjection projection, Layer out, Layer mlpNorm, Layer mlp) {

    /** Declares the parameters of a layer. */
    static Qwen2Layer of(Scope scope, Qwen2Config config) {
        int hidden = config.hiddenSize();
        int inner = config.intermediateSize();
        double eps = config.rmsNormEps();
        Scope attention = scope.at("self_attn");
        Scope mlp = scope.at("mlp");
        return new Qwen2Layer(
                RmsNorm.roundedBeforeWeight(scope.at("input_layernorm"), hidden, eps),
                new SeparateProjection(
                                config.numAttentionHeads(),
                                Linear.biased(attention.at("q_proj"), hidden, hidden),
                                Linear.biased(attention.at("k_proj"), hidden, config.keySize()),
                                Linear.biased(attention.at("v_proj"), hidden, config.keySize()))
                        .sharing(config.numKeyValueHeads()),
                Linear.of(attention.at("o_proj").branchEnd(), hidden, hidden),
                RmsNorm.roundedBeforeWeight(scope.at("post_attention_layernorm"), hidden, eps),
                new GatedMlp(
                        Linear.of(mlp.at("gate_proj"), hidden, inner),
                        Linear.of(mlp.at("up_proj"), hidden, inner),
                        Linear.of(mlp.at("down_proj").branchEnd(), inner, hidden)));
    }

    /** Writes its first half, for rows [batch, rows, hidden] that attend to what came before. */
    public Value attend(Value x, Rotary turns, Context context) {
        CausalAttention attention = new CausalAttention(projection, out);
        return x.plus(attention.apply(attentionNorm.apply(x), turns, context));
    }

    /** Writes its first half, for rows [batch, rows, hidden] that all attend to one another. */
    public Value attendToAll(Value x, Rotary turns) {
        return x.plus(new Attention(projection, out).apply(attentionNorm.apply(x), turns));
    }

    /** Writes its second half, which looks at each row alone. */
    public Value mix(Value x) {
        return x.plus(mlp.apply(mlpNorm.apply(x)));
    }
}
