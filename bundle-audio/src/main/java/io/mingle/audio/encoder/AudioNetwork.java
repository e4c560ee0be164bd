package io.mingle.audio.encoder;

import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Window;
import io.mingle.tensor.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * The audio encoder: two convolutions, positions, blocks of full attention, projector, unit vectors
 * (spec of the published model, audio understanding, section 4).
 *
 * <p>It has these methods; {@code C} is the encoder's state, {@code H} the decoder's hidden size:
 *
 * <ul>
 *   <li>{@code encode_audio(mel [T, mels]) → [tokens, H]}: all of it, for one sound;
 *   <li>{@code audio_stem(mel [T, mels]) → [1, ⌈T / 2⌉, C]}: what enters the first block;
 *   <li>{@code audio_block(x [1, rows, C], i) → [1, rows, C]}: the block {@code i};
 *   <li>{@code audio_norm(x [1, rows, C]) → [1, rows, C]}: the norm after the last block;
 *   <li>{@code audio_project(x [1, rows, C]) → [tokens, H]}: what leaves the projector.
 * </ul>
 *
 * <p>Sounds are encoded one by one: nothing masks the padding that a batch would need.
 */
public final class AudioNetwork {

    private static final double SHORTEST = 1e-12;

    private final AudioConfig config;
    private final Scope encoder;
    private final Scope projector;
    private final AudioTrunk trunk;
    private final LayerNorm norm;
    private final Convolution join;
    private final List<Linear> products = new ArrayList<>();

    /**
     * Declares the parameters of an encoder.
     *
     * @param hidden the decoder's hidden size
     * @param projectorDepth the number of layers in the projector ({@code mlp_depth}), its
     *     convolution included
     * @param scope of the checkpoint
     */
    public AudioNetwork(AudioConfig config, int hidden, int projectorDepth, Scope scope) {
        this.config = config;
        int state = config.nState();
        encoder = scope.at("audio");
        trunk = new AudioTrunk(config, encoder);
        norm = LayerNorm.of(encoder.at("ln_post"), state, AudioBlock.EPS);
        projector = scope.at("linear_proj_audio");
        int half = config.dsKernelSize() / 2;
        join =
                Convolution.biased(
                        projector.at(0),
                        state,
                        hidden,
                        Window.of(config.dsKernelSize())
                                .stride(config.dsStride())
                                .padded(half, half));
        for (int i = 1; i < projectorDepth; i++) {
            // In between stand a transposition and activations, which have no weights.
            products.add(Linear.biased(projector.at(2 * i + 1), hidden, hidden));
        }
    }

    /**
     * Counts the floating point operations of an encoding: two for each weight that a row passes,
     * and those of the products within attention, which is full.
     *
     * @param frames of the log-mel spectrogram
     */
    public double operations(int frames) {
        double rows = config.positions(frames);
        double stem = trunk.elementsOfFrames();
        double added = trunk.elementsOfPositions();
        double attention = 2 * config.nLayer() * rows * rows * config.nState();
        return 2
                * (stem * frames
                        + (encoder.elements() - stem - added) * rows
                        + attention
                        + (double) projector.elements() * config.tokens(frames));
    }

    /** Adds the methods of the encoder to a program. */
    public void addTo(Methods methods) {
        Method stem =
                methods.add("audio_stem", body -> trunk.stem(body.tensor("mel").unsqueeze(0)));
        Method block =
                methods.add(
                        "audio_block",
                        body -> {
                            Value x = body.tensor("x");
                            return trunk.blocks().at(body.integer("i"), it -> it.apply(x));
                        });
        Method last = methods.add("audio_norm", body -> norm.apply(body.tensor("x")));
        Method project = methods.add("audio_project", body -> project(body.tensor("x")).squeeze(0));
        methods.add(
                "encode_audio",
                body -> {
                    Value x = stem.call(body.tensor("mel"));
                    x = body.loop(trunk.blocks().count(), x, (i, y) -> block.call(y, i));
                    x = project.call(last.call(x));
                    return (config.normQueryEmbeds() ? unit(x) : x)
                            .to(body.precision().activations());
                });
    }

    /**
     * Writes all of it for several sounds of one length, for training.
     *
     * @param mel [B, T, mels]
     * @return [B, tokens, H]
     */
    public Value encoded(Value mel) {
        Value y = project(norm.apply(trunk.apply(mel)));
        return (config.normQueryEmbeds() ? unit(y) : y).to(mel.body().precision().activations());
    }

    private Value project(Value x) {
        Value y = join.apply(x.transpose(1, 2)).transpose(1, 2);
        for (Linear product : products) {
            y = product.apply(y.gelu());
        }
        return y;
    }

    /** Unlike with pictures, lengths are not rounded before the vectors are divided by them. */
    private static Value unit(Value x) {
        Value y = x.to(DataType.FLOAT32);
        Value length = y.call("torch.norm", 2, List.of(-1), true);
        return y.over(length.call("torch.clamp_min", SHORTEST));
    }
}
