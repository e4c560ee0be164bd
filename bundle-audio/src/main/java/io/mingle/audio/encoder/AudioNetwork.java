package io.mingle.audio.encoder;

import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Parameters;
import io.mingle.tensor.ProgramSource;
import java.util.List;

/**
 * The audio encoder: two convolutions, positions, blocks of full attention, projector, unit vectors
 * (spec of the published model, audio understanding, section 4).
 *
 * <p>It adds these methods to a program that has the {@link Kernels}; {@code C} is the encoder's
 * state, {@code H} the decoder's hidden size:
 *
 * <ul>
 *   <li>{@code encode_audio(mel [T, mels]) → [tokens, H]}: all of it, for one sound;
 *   <li>{@code audio_stem(mel [T, mels]) → [1, ⌈T / 2⌉, C]}: what enters the first block;
 *   <li>{@code audio_block(x [1, rows, C], at) → [1, rows, C]}: the block whose first tensor is
 *       {@code self.w[at]};
 *   <li>{@code audio_norm(x [1, rows, C]) → [1, rows, C]}: the norm after the last block;
 *   <li>{@code audio_project(x [1, rows, C]) → [tokens, H]}: what leaves the projector.
 * </ul>
 *
 * <p>Sounds are encoded one by one: nothing masks the padding that a batch would need.
 */
public final class AudioNetwork {

    private static final int PER_BLOCK = 15;
    private static final int MLP_FACTOR = 4;
    private static final String EPS = "1e-05";

    private final AudioConfig config;
    private final int projectorDepth;
    private final Parameters parameters;
    private final int stem;
    private final int blocks;
    private final int norm;
    private final int projector;
    private final int end;

    /**
     * Appends the parameters of an encoder to {@code parameters}.
     *
     * @param hidden the decoder's hidden size
     * @param projectorDepth the number of layers in the projector ({@code mlp_depth}), its
     *     convolution included
     */
    public AudioNetwork(AudioConfig config, int hidden, int projectorDepth, Parameters parameters) {
        this.config = config;
        this.projectorDepth = projectorDepth;
        this.parameters = parameters;
        int state = config.nState();
        stem = parameters.next();
        addConvolution(parameters, "audio.conv1.", state, config.nMels(), 3);
        addConvolution(parameters, "audio.conv2.", state, state, 3);
        parameters.add("audio.positional_embedding", Start.SINUSOIDS, config.nCtx(), state);
        blocks = parameters.next();
        for (int i = 0; i < config.nLayer(); i++) {
            addBlock(parameters, "audio.blocks." + i + ".");
        }
        norm = parameters.next();
        addNorm(parameters, "audio.ln_post.");
        projector = parameters.next();
        addConvolution(parameters, "linear_proj_audio.0.", hidden, state, config.dsKernelSize());
        for (int i = 1; i < projectorDepth; i++) {
            // In between stand a transposition and activations, which have no weights.
            String name = "linear_proj_audio." + (2 * i + 1) + ".";
            addProduct(parameters, name, hidden, hidden, Start.PRODUCT);
        }
        end = parameters.next();
    }

    /**
     * Counts the floating point operations of an encoding: two for each weight that a row passes,
     * and those of the products within attention, which is full.
     *
     * @param frames of the log-mel spectrogram
     */
    public double operations(int frames) {
        double positions = config.positions(frames);
        List<Parameter> all = parameters.list();
        double products = 2 * config.nLayer() * positions * positions * config.nState();
        for (int i = stem; i < end; i++) {
            products += (double) all.get(i).count() * rows(i, frames);
        }
        return 2 * products;
    }

    /** Returns how many rows pass a parameter. */
    private int rows(int at, int frames) {
        if (at < stem + 2) {
            return frames;
        }
        if (at == blocks - 1) {
            return 0; // The table of positions is added.
        }
        return at < projector ? config.positions(frames) : config.tokens(frames);
    }

    private void addBlock(Parameters parameters, String prefix) {
        int state = config.nState();
        int inner = MLP_FACTOR * state;
        addNorm(parameters, prefix + "attn_ln.");
        addProduct(parameters, prefix + "attn.query.", state, state, Start.PRODUCT);
        parameters.add(prefix + "attn.key.weight", Start.PRODUCT, state, state);
        addProduct(parameters, prefix + "attn.value.", state, state, Start.PRODUCT);
        addProduct(parameters, prefix + "attn.out.", state, state, Start.BRANCH_END);
        addNorm(parameters, prefix + "mlp_ln.");
        addProduct(parameters, prefix + "mlp.0.", inner, state, Start.PRODUCT);
        addProduct(parameters, prefix + "mlp.2.", state, inner, Start.BRANCH_END);
    }

    private void addNorm(Parameters parameters, String prefix) {
        parameters.add(prefix + "weight", Start.ONES, config.nState());
        parameters.add(prefix + "bias", Start.ZEROS, config.nState());
    }

    private static void addProduct(
            Parameters parameters, String prefix, int outputs, int inputs, Start start) {
        parameters.add(prefix + "weight", start, outputs, inputs);
        parameters.add(prefix + "bias", Start.ZEROS, outputs);
    }

    private static void addConvolution(
            Parameters parameters, String prefix, int outputs, int inputs, int width) {
        parameters.add(prefix + "weight", Start.PRODUCT, outputs, inputs, width);
        parameters.add(prefix + "bias", Start.ZEROS, outputs);
    }

    /** Adds the methods of the encoder to a program that has the kernels. */
    public void addTo(ProgramSource.Builder program, Kernels kernels) {
        addStem(program, kernels);
        addBlock(program);
        addProjector(program);
        addEncode(program, kernels);
    }

    private void addStem(ProgramSource.Builder program, Kernels kernels) {
        program.method(
                "audio_stem",
                "mel: Tensor",
                "Tensor",
                """
                x = torch.unsqueeze(torch.transpose(mel, 0, 1), 0)
                x = torch.gelu(self.convolve(x, self.w[%1$s], self.w[%1$s + 1], 1))
                x = torch.gelu(self.convolve(x, self.w[%1$s + 2], self.w[%1$s + 3], %2$s))
                x = torch.to(torch.transpose(x, 1, 2), %3$s)
                return torch.add(x, torch.narrow(self.w[%1$s + 4], 0, 0, torch.size(x, 1)))
                """
                        .formatted(
                                stem,
                                AudioConfig.FRAMES_PER_POSITION,
                                kernels.precision().residual().code()));
    }

    private void addBlock(ProgramSource.Builder program) {
        program.method(
                "audio_heads",
                "x: Tensor",
                "Tensor",
                "return torch.transpose(torch.reshape(x, [1, -1, %s, %s]), 1, 2)"
                        .formatted(config.nHead(), config.headDim()));
        program.method(
                "audio_attention",
                "x: Tensor, at: int",
                "Tensor",
                """
                y = self.layer_norm(x, self.w[at], self.w[at + 1], %s)
                q = self.audio_heads(self.linear_bias(y, self.w[at + 2], self.w[at + 3]))
                k = self.audio_heads(self.linear(y, self.w[at + 4]))
                v = self.audio_heads(self.linear_bias(y, self.w[at + 5], self.w[at + 6]))
                y = torch.reshape(torch.transpose(self.attend_all(q, k, v), 1, 2), [1, -1, %s])
                return self.linear_bias(y, self.w[at + 7], self.w[at + 8])
                """
                        .formatted(EPS, config.nState()));
        program.method(
                "audio_mlp",
                "x: Tensor, at: int",
                "Tensor",
                """
                y = self.layer_norm(x, self.w[at + 9], self.w[at + 10], %s)
                y = torch.gelu(self.linear_bias(y, self.w[at + 11], self.w[at + 12]))
                return self.linear_bias(y, self.w[at + 13], self.w[at + 14])
                """
                        .formatted(EPS));
        program.method(
                "audio_block",
                "x: Tensor, at: int",
                "Tensor",
                """
                x = torch.add(x, self.audio_attention(x, at))
                return torch.add(x, self.audio_mlp(x, at))
                """);
        program.method(
                "audio_norm",
                "x: Tensor",
                "Tensor",
                "return self.layer_norm(x, self.w[%1$s], self.w[%1$s + 1], %2$s)"
                        .formatted(norm, EPS));
    }

    private void addProjector(ProgramSource.Builder program) {
        program.method(
                "audio_project",
                "x: Tensor",
                "Tensor",
                """
                x = self.convolve(torch.transpose(x, 1, 2), self.w[%1$s], self.w[%1$s + 1], %2$s)
                x = torch.transpose(torch.squeeze(x, 0), 0, 1)
                for i in range(1, %3$s):
                  x = self.linear_bias(torch.gelu(x), self.w[%1$s + 2 * i], self.w[%1$s + 2 * i + 1])
                return x
                """
                        .formatted(projector, config.dsStride(), projectorDepth));
    }

    /** Unlike with pictures, lengths are not rounded before the vectors are divided by them. */
    private void addEncode(ProgramSource.Builder program, Kernels kernels) {
        String unit =
                """
                x = torch.to(x, 6)
                x = torch.div(x, torch.clamp_min(torch.norm(x, 2, [-1], True), 1e-12))
                """;
        program.method(
                "encode_audio",
                "mel: Tensor",
                "Tensor",
                """
                x = self.audio_stem(mel)
                for i in range(%s):
                  x = self.audio_block(x, %s + i * %s)
                x = self.audio_project(self.audio_norm(x))
                %sreturn torch.to(x, %s)
                """
                        .formatted(
                                config.nLayer(),
                                blocks,
                                PER_BLOCK,
                                config.normQueryEmbeds() ? unit : "",
                                kernels.precision().activations().code()));
    }
}
