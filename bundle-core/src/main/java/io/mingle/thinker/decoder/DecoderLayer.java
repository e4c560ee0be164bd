package io.mingle.thinker.decoder;

import io.mingle.model.DecoderConfig;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.CausalAttention;
import io.mingle.nn.layer.Context;
import io.mingle.nn.layer.Experts;
import io.mingle.nn.layer.Experts.Mixture;
import io.mingle.nn.layer.FusedProjection;
import io.mingle.nn.layer.GatedMlp;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.Rotary;
import java.util.List;

/**
 * A layer of the decoder: attention and experts, each behind a norm, each added to what came in.
 *
 * @param experts with one router for text, one for pictures and one for sounds
 */
public record DecoderLayer(
        Layer attentionNorm, CausalAttention attention, Layer expertsNorm, Experts experts) {

    private static final List<String> ROUTERS = List.of("gate", "image_gate", "audio_gate");

    /** Declares the parameters of a layer. */
    static DecoderLayer of(Scope scope, DecoderConfig config) {
        int hidden = config.hiddenSize();
        int heads = config.numAttentionHeads();
        int size = config.headDim();
        double eps = config.rmsNormEps();
        Scope attention = scope.at("attention");
        return new DecoderLayer(
                RmsNorm.of(scope.at("input_layernorm"), hidden, eps),
                new CausalAttention(
                        new FusedProjection(
                                attention.at("query_key_value"),
                                hidden,
                                heads,
                                config.numKeyValueHeads(),
                                size),
                        Linear.of(attention.at("dense").branchEnd(), (long) heads * size, hidden)),
                RmsNorm.of(scope.at("post_attention_layernorm"), hidden, eps),
                experts(scope.at("mlp"), config));
    }

    private static Experts experts(Scope scope, DecoderConfig config) {
        int hidden = config.hiddenSize();
        int inner = config.moeIntermediateSize();
        return new Experts(
                ROUTERS.stream()
                        .map(
                                router ->
                                        Linear.of(
                                                scope.at(router),
                                                Role.ROUTER,
                                                hidden,
                                                config.numExperts()))
                        .toList(),
                gated(scope.at("shared_experts"), hidden, config.numSharedExperts() * inner),
                scope.repeat("experts", config.numExperts(), it -> gated(it, hidden, inner)),
                config.numExpertsPerTok(),
                config.normTopkProb());
    }

    private static GatedMlp gated(Scope scope, int hidden, int inner) {
        return new GatedMlp(
                Linear.of(scope.at("gate_proj"), hidden, inner),
                Linear.of(scope.at("up_proj"), hidden, inner),
                Linear.of(scope.at("down_proj").branchEnd(), inner, hidden));
    }

    /** Writes its first half. */
    public Value attend(Value x, Rotary positions, Context context) {
        return x.plus(attention.apply(attentionNorm.apply(x), positions, context));
    }

    /** Writes its second half, for rows of these modalities; a single row is text. */
    public Value mix(Value x, Value modality) {
        return x.plus(experts.states(expertsNorm.apply(x), modality));
    }

    /** Writes its second half with how unevenly the experts were chosen, for training. */
    Mixture mixed(Value x, Value modality) {
        Mixture mixture = experts.apply(expertsNorm.apply(x), modality);
        return new Mixture(x.plus(mixture.states()), mixture.balance());
    }
}
