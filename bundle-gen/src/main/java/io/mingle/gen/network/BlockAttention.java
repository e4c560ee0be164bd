package io.mingle.gen.network;

import io.mingle.nn.Scope;
import io.mingle.nn.layer.Attention;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.SeparateProjection;

/** Declares attention as the blocks have it, in a scope {@code attn} or {@code attn2}. */
final class BlockAttention {

    private static final double EPS = 1e-6;

    private BlockAttention() {}

    /** Declares attention of a picture, without norms of the heads. */
    static Attention plain(Scope scope, DiffusionConfig config) {
        int states = config.innerDim();
        return new Attention(
                projection(scope, config, "to_q", "to_k", "to_v"),
                Linear.biased(scope.at("to_out").at(0).branchEnd(), states, states));
    }

    /** Declares attention of a picture, with norms where the configuration has them. */
    static Attention normed(Scope scope, DiffusionConfig config) {
        Attention plain = plain(scope, config);
        return new Attention(
                normed(scope, config, plain.projection(), "norm_q", "norm_k"), plain.out());
    }

    /**
     * Declares attention of the condition, beside that of the picture.
     *
     * @param goesOn whether anybody needs what it makes of the condition
     */
    static Attention added(Scope scope, DiffusionConfig config, boolean goesOn) {
        int states = config.innerDim();
        SeparateProjection projection =
                projection(scope, config, "add_q_proj", "add_k_proj", "add_v_proj");
        return new Attention(
                normed(scope, config, projection, "norm_added_q", "norm_added_k"),
                goesOn
                        ? Linear.biased(scope.at("to_add_out").branchEnd(), states, states)
                        : Layer.identity());
    }

    private static SeparateProjection projection(
            Scope scope, DiffusionConfig config, String query, String key, String value) {
        int states = config.innerDim();
        return new SeparateProjection(
                config.numAttentionHeads(),
                Linear.biased(scope.at(query), states, states),
                Linear.biased(scope.at(key), states, states),
                Linear.biased(scope.at(value), states, states));
    }

    private static SeparateProjection normed(
            Scope scope, DiffusionConfig config, SeparateProjection all, String query, String key) {
        if (!config.normalisesHeads()) {
            return all;
        }
        int size = config.attentionHeadDim();
        return all.normed(
                RmsNorm.roundedBeforeWeight(scope.at(query), size, EPS),
                RmsNorm.roundedBeforeWeight(scope.at(key), size, EPS));
    }
}
