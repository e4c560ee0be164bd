package io.mingle.audio.detokenizer;

import io.mingle.nn.Repeated;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Pad;
import io.mingle.nn.layer.Window;
import java.util.Optional;

/**
 * Makes of embedded codes what the mel frames are conditioned on (spec of the published model,
 * audio detokenizer, section 3). That of streaming looks a few codes ahead, and has two stacks of
 * layers.
 */
final class CodeEncoder {

    private static final double EPS = 1e-5;
    private static final double SLOPE = 0.01;

    /** How many codes behind the last one the look-ahead takes in. */
    static final int AHEAD = 3;

    /** What is there for streaming alone. */
    private record Streaming(
            Convolution ahead,
            Convolution together,
            Convolution up,
            Layer embed,
            Repeated<ConformerLayer> layers) {}

    private final Layer embed;
    private final Repeated<ConformerLayer> layers;
    private final Optional<Streaming> streaming;
    private final LayerNorm norm;

    CodeEncoder(Scope scope, FlowConfig config) {
        int states = config.states();
        embed = embed(scope.at("embed"), config);
        layers = scope.repeat("encoders", config.layers(), it -> ConformerLayer.of(it, config));
        streaming = config.streaming() ? Optional.of(streaming(scope, config)) : Optional.empty();
        norm = LayerNorm.of(scope.at("after_norm"), states, EPS);
    }

    private static Streaming streaming(Scope scope, FlowConfig config) {
        int states = config.states();
        Scope ahead = scope.at("pre_lookahead_layer");
        return new Streaming(
                Convolution.biased(ahead.at("conv1"), states, states, Window.of(AHEAD + 1)),
                Convolution.biased(ahead.at("conv2"), states, states, Window.of(3).causal()),
                Convolution.biased(
                        scope.at("up_layer").at("conv"), states, states, Window.of(3).causal()),
                embed(scope.at("up_embed"), config),
                scope.repeat(
                        "up_encoders", config.upLayers(), it -> ConformerLayer.of(it, config)));
    }

    /** A product and a norm, scaled as where positions are added to embeddings. */
    private static Layer embed(Scope scope, FlowConfig config) {
        Layer product = Linear.biased(scope.at("out").at(0), config.states(), config.states());
        Layer norm = LayerNorm.of(scope.at("out").at(1), config.states(), EPS);
        return product.then(norm).then(x -> x.times(Math.sqrt(config.states())));
    }

    /**
     * Writes what it makes of codes.
     *
     * @param codes embedded, [1, rows + those ahead, states]
     * @param rows how many of them are encoded; at most {@link #AHEAD} more follow
     * @param see [rows, rows]: which rows see which
     * @return [1, rows, states]
     */
    Value apply(Value codes, Value rows, Value see) {
        Value all = embed.apply(codes).named("all");
        Value x = all.narrow(1, 0, rows);
        if (streaming.isPresent()) {
            x = x.plus(lookedAhead(all, rows, streaming.get()));
        }
        x = layers.chain(x, (layer, now) -> layer.apply(now, see));
        if (streaming.isPresent()) {
            Streaming up = streaming.get();
            x = up.embed().apply(up.up().apply(x.transpose(1, 2)).transpose(1, 2));
            x = up.layers().chain(x, (layer, now) -> layer.apply(now, see));
        }
        return norm.apply(x);
    }

    /** Where fewer codes follow than are looked at, zeros do. */
    private static Value lookedAhead(Value all, Value rows, Streaming streaming) {
        Value padded = Pad.zeros(0, AHEAD).apply(all.transpose(1, 2));
        Value seen = padded.narrow(2, 0, rows.plus(AHEAD));
        Value y =
                streaming
                        .together()
                        .apply(Activations.leakyRelu(SLOPE).apply(streaming.ahead().apply(seen)));
        return y.transpose(1, 2);
    }
}
