package io.mingle.nn.qwen2;

import io.mingle.decode.KvShape;
import io.mingle.model.Qwen2Config;
import io.mingle.nn.Repeated;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Context;
import io.mingle.nn.layer.Pages;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.Rotary;

/**
 * The layers of Qwen2 and the norm behind them, between embeddings and an output head or without
 * these, as the connector has them (spec of the published model, image generation, section 2.2).
 */
public final class Qwen2Stack {

    private final Qwen2Config config;
    private final Repeated<Qwen2Layer> layers;
    private final RmsNorm norm;

    /**
     * Declares the parameters of all layers and of the norm.
     *
     * @param scope in which they are {@code layers} and {@code norm}
     */
    public Qwen2Stack(Qwen2Config config, Scope scope) {
        this.config = config;
        layers = scope.repeat("layers", config.numHiddenLayers(), it -> Qwen2Layer.of(it, config));
        norm =
                RmsNorm.roundedBeforeWeight(
                        scope.at("norm"), config.hiddenSize(), config.rmsNormEps());
    }

    /** Returns its layers, for those who look into them. */
    public Repeated<Qwen2Layer> layers() {
        return layers;
    }

    /** Writes the angles by which heads turn at positions [rows]. */
    public Rotary turns(Value positions) {
        return Rotary.of(positions, config.ropeTheta(), config.headSize());
    }

    /**
     * Writes what it makes of rows whose keys and values enter pages.
     *
     * @param x [1, rows, hidden]
     * @param turns of their positions
     * @return normalised hidden states [1, rows, hidden]
     */
    public Value decode(Value x, Rotary turns, Pages pages) {
        return norm.apply(
                layers.chain(
                        x, (layer, i, now) -> layer.mix(layer.attend(now, turns, pages.layer(i)))));
    }

    /**
     * Writes what it makes of rows that attend to those of their own that they see, for training.
     *
     * @param x [batch, rows, hidden]
     * @param turns of their positions
     * @param see [rows, rows]: which rows see which
     * @return normalised hidden states [batch, rows, hidden]
     */
    public Value decode(Value x, Rotary turns, Value see) {
        Context context = Context.masked(see);
        return norm.apply(
                layers.chain(x, (layer, now) -> layer.mix(layer.attend(now, turns, context))));
    }

    /** Returns what is kept of each row that enters pages. */
    public KvShape kv() {
        return new KvShape(config.numHiddenLayers(), config.numKeyValueHeads(), config.headSize());
    }

    /**
     * Writes what it makes of rows that all attend to one another.
     *
     * @param x [batch, rows, hidden]
     * @param turns of their positions
     * @return normalised hidden states [batch, rows, hidden]
     */
    public Value encode(Value x, Rotary turns) {
        return norm.apply(
                layers.chain(x, (layer, now) -> layer.mix(layer.attendToAll(now, turns))));
    }
}
