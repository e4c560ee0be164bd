package io.mingle.vision.encoder;

import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Parameters;
import io.mingle.tensor.ProgramSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The vision encoder: patches, windowed and full attention, merger, projector, unit vectors (spec
 * of the published model, vision, section 3).
 *
 * <p>It adds {@code encode(rows [P, R], order [P], inverse [P], block_inverse [P / m²], places [P,
 * 2], windows: List[int], frames: List[int]) → [P / m², H]} to a program that has the {@link
 * Kernels}; the index arguments are those of an {@link EncodingPlan}.
 */
public final class VisionNetwork {

    private static final int PER_BLOCK = 12;

    private final VisionConfig config;
    private final int first;
    private final int blocks;
    private final int merger;
    private final int projector;
    private final int projectorDepth;
    private final int end;
    private final Parameters parameters;

    /**
     * Appends the parameters of an encoder to {@code parameters}.
     *
     * @param hidden the decoder's hidden size
     * @param projectorDepth the number of products in the projector ({@code mlp_depth})
     */
    public VisionNetwork(
            VisionConfig config, int hidden, int projectorDepth, Parameters parameters) {
        this.config = config;
        this.projectorDepth = projectorDepth;
        this.parameters = parameters;
        int size = config.hiddenSize();
        int patch = config.patchSize();
        first =
                parameters.add(
                        "vision.patch_embed.proj.weight",
                        Start.PRODUCT,
                        size,
                        config.inChannels(),
                        config.temporalPatchSize(),
                        patch,
                        patch);
        blocks = parameters.next();
        for (int i = 0; i < config.depth(); i++) {
            addBlock(parameters, "vision.blocks." + i + ".");
        }
        merger = parameters.next();
        int merged = size * config.spatialMergeSize() * config.spatialMergeSize();
        parameters.add("vision.merger.ln_q.weight", Start.ONES, size);
        addProduct(parameters, "vision.merger.mlp.0.", merged, merged, Start.PRODUCT);
        addProduct(
                parameters, "vision.merger.mlp.2.", config.outHiddenSize(), merged, Start.PRODUCT);
        projector = parameters.next();
        for (int i = 0; i < projectorDepth; i++) {
            int inputs = i == 0 ? config.outHiddenSize() : hidden;
            addProduct(parameters, "linear_proj." + 2 * i + ".", hidden, inputs, Start.PRODUCT);
        }
        end = parameters.next();
    }

    private void addBlock(Parameters parameters, String prefix) {
        int size = config.hiddenSize();
        int inner = config.intermediateSize();
        parameters.add(prefix + "norm1.weight", Start.ONES, size);
        parameters.add(prefix + "norm2.weight", Start.ONES, size);
        addProduct(parameters, prefix + "attn.qkv.", 3 * size, size, Start.PRODUCT);
        addProduct(parameters, prefix + "attn.proj.", size, size, Start.BRANCH_END);
        addProduct(parameters, prefix + "mlp.gate_proj.", inner, size, Start.PRODUCT);
        addProduct(parameters, prefix + "mlp.up_proj.", inner, size, Start.PRODUCT);
        addProduct(parameters, prefix + "mlp.down_proj.", size, inner, Start.BRANCH_END);
    }

    private static void addProduct(
            Parameters parameters, String prefix, int outputs, int inputs, Start start) {
        parameters.add(prefix + "weight", start, outputs, inputs);
        parameters.add(prefix + "bias", Start.ZEROS, outputs);
    }

    /** Returns the weights that one patch passes; the merger's and projector's count by share. */
    public double patchParameters() {
        int unit = config.spatialMergeSize() * config.spatialMergeSize();
        double sum = 0;
        List<Parameter> all = parameters.list();
        for (int i = first; i < end; i++) {
            sum += (double) all.get(i).count() / (i < merger ? 1 : unit);
        }
        return sum;
    }

    /** Adds the method {@code encode} to a program that has the kernels. */
    public void addTo(ProgramSource.Builder program, Kernels kernels) {
        addAngles(program);
        addSegments(program);
        addBlock(program, kernels);
        addEncode(program, kernels);
    }

    /** Half of the frequencies turn with the patch's row, half with its column. */
    private void addAngles(ProgramSource.Builder program) {
        int half = config.headDim() / 2;
        program.method(
                "patch_angles",
                "places: Tensor",
                "Tensor",
                """
                inverse = torch.reciprocal(torch.pow(10000.0, torch.div(torch.arange(0, %s, 2, dtype=6), %s)))
                return torch.flatten(torch.mul(torch.unsqueeze(torch.to(places, 6), -1), inverse), 1)
                """
                        .formatted(half, half));
    }

    /** Attention of each segment to itself, over {@code qkv} [patches, 3, heads, dim]. */
    private void addSegments(ProgramSource.Builder program) {
        program.method(
                "attend_segments",
                "qkv: Tensor, runs: List[int]",
                "Tensor",
                """
                sizes = annotate(List[int], [])
                for r in range(len(runs) // 2):
                  sizes.append(runs[2 * r] * runs[2 * r + 1])
                blocks = torch.split_with_sizes(qkv, sizes)
                parts = annotate(List[Tensor], [])
                for r in range(len(runs) // 2):
                  count = runs[2 * r]
                  size = runs[2 * r + 1]
                  part = torch.reshape(blocks[r], [count, size, 3, %1$s, %2$s])
                  q, k, v = torch.unbind(torch.permute(part, [2, 0, 3, 1, 4]))
                  y = self.attend_all(q, k, v)
                  parts.append(torch.reshape(torch.transpose(y, 1, 2), [count * size, %3$s]))
                return torch.cat(parts)
                """
                        .formatted(config.numHeads(), config.headDim(), config.hiddenSize()));
    }

    private void addBlock(ProgramSource.Builder program, Kernels kernels) {
        program.method(
                "vision_attention",
                "x: Tensor, at: int, cos: Tensor, sin: Tensor",
                "Tensor",
                """
                y = self.linear_bias(self.norm_rounded(x, self.w[at], %1$s), self.w[at + 2], self.w[at + 3])
                y = torch.reshape(y, [-1, 3, %2$s, %3$s])
                qk, v = torch.split_with_sizes(y, [2, 1], 1)
                return torch.cat([self.rotate(qk, cos, sin), torch.to(v, %4$s)], 1)
                """
                        .formatted(
                                config.rmsNormEps(),
                                config.numHeads(),
                                config.headDim(),
                                kernels.precision().activations().code()));
        program.method(
                "vision_mlp",
                "x: Tensor, at: int",
                "Tensor",
                """
                y = self.norm_rounded(x, self.w[at + 1], %s)
                gate = torch.silu(self.linear_bias(y, self.w[at + 6], self.w[at + 7]))
                up = self.linear_bias(y, self.w[at + 8], self.w[at + 9])
                return self.linear_bias(torch.mul(gate, up), self.w[at + 10], self.w[at + 11])
                """
                        .formatted(config.rmsNormEps()));
    }

    private void addEncode(ProgramSource.Builder program, Kernels kernels) {
        addStages(program, kernels);
        String full =
                IntStream.range(0, config.depth())
                        .mapToObj(i -> config.fullattBlockIndexes().contains(i) ? "True" : "False")
                        .collect(Collectors.joining(", ", "annotate(List[bool], [", "])"));
        program.method(
                "vision_block",
                "x: Tensor, i: int, cos: Tensor, sin: Tensor, order: Tensor, inverse: Tensor,"
                        + " windows: List[int], frames: List[int]",
                "Tensor",
                """
                full = %s
                at = %s + i * %s
                qkv = self.vision_attention(x, at, cos, sin)
                if full[i]:
                  y = self.attend_segments(torch.index_select(qkv, 0, inverse), frames)
                  y = torch.index_select(y, 0, order)
                else:
                  y = self.attend_segments(qkv, windows)
                x = torch.add(x, self.linear_bias(y, self.w[at + 4], self.w[at + 5]))
                return torch.add(x, self.vision_mlp(x, at))
                """
                        .formatted(full, blocks, PER_BLOCK));
        program.method(
                "encode",
                "rows: Tensor, order: Tensor, inverse: Tensor, block_inverse: Tensor, places:"
                        + " Tensor, windows: List[int], frames: List[int]",
                "Tensor",
                """
                x = self.vision_embed(torch.index_select(rows, 0, order))
                cos, sin = self.vision_turns(places)
                for i in range(%s):
                  x = self.vision_block(x, i, cos, sin, order, inverse, windows, frames)
                x = torch.index_select(self.vision_merge(x), 0, block_inverse)
                return self.vision_unit(self.vision_project(x))
                """
                        .formatted(config.depth()));
    }

    /** What comes before and after the blocks. */
    private void addStages(ProgramSource.Builder program, Kernels kernels) {
        int merged = config.hiddenSize() * config.spatialMergeSize() * config.spatialMergeSize();
        program.method(
                "vision_embed",
                "rows: Tensor",
                "Tensor",
                "return torch.to(self.linear(rows, torch.flatten(self.w[%s], 1)), %s)"
                        .formatted(first, kernels.precision().residual().code()));
        program.method(
                "vision_turns",
                "places: Tensor",
                "Tuple[Tensor, Tensor]",
                """
                angle = torch.unsqueeze(torch.unsqueeze(self.patch_angles(places), 1), 1)
                return (torch.cos(angle), torch.sin(angle))
                """);
        program.method(
                "vision_merge",
                "x: Tensor",
                "Tensor",
                """
                x = torch.reshape(self.norm_rounded(x, self.w[%1$s], %2$s), [-1, %3$s])
                x = torch.gelu(self.linear_bias(x, self.w[%1$s + 1], self.w[%1$s + 2]))
                return self.linear_bias(x, self.w[%1$s + 3], self.w[%1$s + 4])
                """
                        .formatted(merger, config.rmsNormEps(), merged));
        program.method(
                "vision_project",
                "x: Tensor",
                "Tensor",
                """
                for i in range(%1$s):
                  if i > 0:
                    x = torch.gelu(x)
                  x = self.linear_bias(x, self.w[%2$s + 2 * i], self.w[%2$s + 2 * i + 1])
                return x
                """
                        .formatted(projectorDepth, projector));
        program.method(
                "vision_unit",
                "x: Tensor",
                "Tensor",
                """
                length = torch.clamp_min(torch.norm(x, 2, [-1], True), 1e-12)
                return torch.div(x, length)
                """);
    }
}
