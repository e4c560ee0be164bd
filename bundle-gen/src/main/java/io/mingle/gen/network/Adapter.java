package io.mingle.gen.network;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Linear;
import java.util.List;

/**
 * Makes the condition of what leaves the connector (spec of the published model, image generation,
 * section 2.3).
 */
public final class Adapter {

    private static final double EPS = 1e-5;

    private final int pooledSize;
    private final Linear first;
    private final LayerNorm firstNorm;
    private final Linear second;
    private final LayerNorm secondNorm;

    /** Declares {@code fc1}, {@code layer_norm1}, {@code fc2} and {@code layer_norm2}. */
    Adapter(ConditionConfig config, Scope scope) {
        this(
                scope,
                config.hiddenSize(),
                config.adapterSize(),
                config.jointAttentionDim(),
                config.pooledProjectionDim());
    }

    /**
     * Declares the same.
     *
     * @param hidden length of a vector
     * @param inner length between the products
     * @param joint length of a token of the condition
     * @param pooled length of the pooled condition
     */
    public Adapter(Scope scope, int hidden, int inner, int joint, int pooled) {
        pooledSize = pooled;
        first = Linear.biased(scope.at("fc1"), hidden, inner);
        firstNorm = LayerNorm.of(scope.at("layer_norm1"), inner, EPS);
        second = Linear.biased(scope.at("fc2"), inner, joint);
        secondNorm = LayerNorm.of(scope.at("layer_norm2"), joint, EPS);
    }

    /**
     * Writes the condition that vectors come to; of zeros it is the one that says nothing.
     *
     * @param vectors [batch, tokens, hidden]
     */
    public Condition apply(Value vectors) {
        Value x = Activations.relu(firstNorm.apply(first.apply(vectors)));
        Value tokens = secondNorm.apply(second.apply(x)).named("tokens");
        Value mean = tokens.transpose(1, 2).call("torch.adaptive_avg_pool1d", List.of(1));
        Value pooled =
                mean.transpose(1, 2)
                        .call("torch.adaptive_avg_pool1d", List.of(pooledSize))
                        .squeeze(1);
        return new Condition(tokens, pooled);
    }
}
