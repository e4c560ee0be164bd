package io.mingle.gen.network;

import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Window;
import io.mingle.tensor.DataType;
import java.util.List;

/**
 * The autoencoder: makes latents of pictures and pictures of latents (P. Esser and others, Taming
 * Transformers, 2021; spec of the published model, image generation, section 4). {@code f} is
 * {@link AutoencoderConfig#factor}, {@code C} the channels of a latent.
 *
 * <p>It adds to a program
 *
 * <ul>
 *   <li>{@code encode(pixels [B, 3, f · h, f · w]) → [B, C, h, w]}: of pixels from -1 to 1 the
 *       latent as the transformer has it;
 *   <li>{@code decode(latent [B, C, h, w]) → [B, 3, f · h, f · w]}: of such a latent the pixels,
 *       from 0 to 1, in float32.
 * </ul>
 */
public final class Autoencoder {

    private final AutoencoderConfig config;
    private final Layer encoder;
    private final Layer decoder;

    /**
     * Declares the parameters of both halves.
     *
     * @param scope in which they are {@code encoder} and {@code decoder}
     */
    public Autoencoder(AutoencoderConfig config, Scope scope) {
        this.config = config;
        int moments = 2 * config.latentChannels();
        encoder =
                encoder(scope.at("encoder"), moments)
                        .then(between(config.useQuantConv(), scope.at("quant_conv"), moments));
        decoder =
                between(
                                config.usePostQuantConv(),
                                scope.at("post_quant_conv"),
                                config.latentChannels())
                        .then(decoder(scope.at("decoder")));
    }

    private static Layer between(boolean there, Scope scope, int channels) {
        return there
                ? Convolution.biased(scope, channels, channels, Window.of(1).squared())
                : Layer.identity();
    }

    private Layer encoder(Scope scope, int outputs) {
        AutoencoderStage stage = new AutoencoderStage(config);
        List<Integer> channels = config.blockOutChannels();
        int inputs = channels.get(0);
        Layer all = AutoencoderStage.convolution(scope.at("conv_in"), config.inChannels(), inputs);
        for (int i = 0; i < channels.size(); i++) {
            Scope block = scope.at("down_blocks").at(i);
            all =
                    all.then(
                            stage.residuals(
                                    block, config.layersPerBlock(), inputs, channels.get(i)));
            inputs = channels.get(i);
            if (i < channels.size() - 1) {
                all = all.then(stage.halved(block, inputs));
            }
        }
        return all.then(stage.middle(scope, inputs)).then(stage.end(scope, inputs, outputs));
    }

    private Layer decoder(Scope scope) {
        AutoencoderStage stage = new AutoencoderStage(config);
        List<Integer> channels = config.blockOutChannels();
        int stages = channels.size();
        int inputs = channels.get(stages - 1);
        Layer all =
                AutoencoderStage.convolution(scope.at("conv_in"), config.latentChannels(), inputs)
                        .then(stage.middle(scope, inputs));
        for (int i = 0; i < stages; i++) {
            Scope block = scope.at("up_blocks").at(i);
            int outputs = channels.get(stages - 1 - i);
            all = all.then(stage.residuals(block, config.layersPerBlock() + 1, inputs, outputs));
            inputs = outputs;
            if (i < stages - 1) {
                all = all.then(stage.doubled(block, inputs));
            }
        }
        return all.then(stage.end(scope, inputs, config.outChannels()));
    }

    /** Means and logarithms of variances of latents, before shift and scale, each [B, C, h, w]. */
    public record Moments(Value mean, Value logVariance) {}

    /**
     * Writes what the encoder makes of pictures.
     *
     * @param pixels from -1 to 1 [B, 3, f · h, f · w]
     */
    public Moments moments(Value pixels) {
        List<Value> parts =
                encoder.apply(pixels.to(pixels.body().precision().activations()))
                        .chunk(1, "mean", "log_variance");
        return new Moments(parts.get(0), parts.get(1));
    }

    /** Writes the latent as the transformer has it, of one before shift and scale. */
    public Value scaled(Value latent) {
        return latent.minus(config.shiftFactor()).times(config.scalingFactor());
    }

    /** Writes the latent before shift and scale, of one as the transformer has it. */
    public Value unscaled(Value latent) {
        return latent.over(config.scalingFactor()).plus(config.shiftFactor());
    }

    /**
     * Writes the pixels of latents.
     *
     * @param latent before shift and scale [B, C, h, w]
     * @return pixels from about -1 to 1 [B, 3, f · h, f · w]
     */
    public Value decoded(Value latent) {
        return decoder.apply(latent.to(latent.body().precision().activations()));
    }

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        methods.add("encode", body -> scaled(moments(body.tensor("pixels")).mean()));
        methods.add(
                "decode",
                body -> {
                    Value latent = body.tensor("latent").to(body.precision().activations());
                    Value pixels = decoded(unscaled(latent)).over(2).plus(0.5);
                    return pixels.call("torch.clamp", 0, 1)
                            .to(DataType.FLOAT32)
                            .call("torch.contiguous");
                });
    }
}
