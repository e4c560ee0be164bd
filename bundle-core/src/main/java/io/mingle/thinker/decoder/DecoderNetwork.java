package io.mingle.thinker.decoder;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Parameters;
import io.mingle.tensor.ProgramSource;

/**
 * The BailingMoE decoder: grouped-query attention with M-RoPE, and a mixture of experts behind one
 * router per modality (spec of the published model, language model, sections 1–7).
 *
 * <p>It adds these methods to a program that has the {@link Kernels}; {@code H} is the hidden size:
 *
 * <ul>
 *   <li>{@code embed(ids [B, S], features [N, H], at [N]) → [B, S, H]}: word embeddings, with the
 *       features written over the rows {@code at} of the flattened batch;
 *   <li>{@code angles(positions [3, …]) → (cos, sin) […, D / 2]};
 *   <li>{@code attend_layer(x [1, S, H], i, cos, sin, cache, past)} and {@code mix_layer(x, i,
 *       modality [S])}, both {@code → [1, S, H]}: the halves of layer {@code i}, attention and
 *       experts;
 *   <li>{@code decode_chunk(x [1, S, H], positions [3, S], modality [S], cache, past) → [1, S, H]}:
 *       normalised hidden states of a part of the prompt, whose keys and values enter the cache;
 *   <li>{@code embed_all(ids, features: List[Tensor], at)}: the same for several pictures;
 *   <li>{@code prefill(input [1, S, H], positions [3, count], modality [S], cache, past, count) →
 *       [V]}: {@code count} rows of the prompt from {@code past} on, and the logits after the last;
 *   <li>{@code prefill_states(…, states [1, S, H])}: the same without logits; the normalised hidden
 *       states of the rows are written over theirs of {@code states};
 *   <li>{@code rows(x [.., S, H], at [N]) → [N, H]}: some rows of states;
 *   <li>{@code copy_cache(old, bigger)}: moves a cache to one with more room;
 *   <li>{@code decode_row(id [1, 1], positions [3, 1], cache, past) → [V]}: the logits after one
 *       more token, in float32;
 *   <li>{@code decode_batch(x [B, S, H], positions [3, B, S], modality [B·S], see [B, 1, S, S]) →
 *       (hidden [B, S, H], balance)}: all rows at once, without a cache, for training; a row sees
 *       the columns that are not zero;
 *   <li>{@code logits(hidden [N, H]) → [N, V]} in float32.
 * </ul>
 *
 * <p>{@code modality} holds 0 for text, 1 for picture and 2 for audio rows. The cache is [2 ·
 * layers, KV heads, capacity, D]: keys of layer {@code i} at {@code 2 i}, values at {@code 2 i +
 * 1}.
 */
public final class DecoderNetwork {

    /**
     * Tensors of a layer before its experts: two norms, attention, three routers, shared experts.
     */
    private static final int BEFORE_EXPERTS = 10;

    private final DecoderConfig config;
    private final int embeddings;
    private final int layers;
    private final int perLayer;
    private final int norm;
    private final int head;

    /** Appends the parameters of a decoder of this configuration to {@code parameters}. */
    public DecoderNetwork(DecoderConfig config, Parameters parameters) {
        require(config.firstKDenseReplace() == 0, "first_k_dense_replace is above 0");
        require(config.multiGate(), "multi_gate is false");
        require(!config.normHead(), "norm_head is true");
        this.config = config;
        int hidden = config.hiddenSize();
        embeddings =
                parameters.add(
                        "model.model.word_embeddings.weight",
                        Start.EMBEDDING,
                        config.vocabSize(),
                        hidden);
        layers = parameters.next();
        for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
            addLayer(parameters, "model.model.layers." + layer + ".");
        }
        perLayer = (parameters.next() - layers) / Math.max(1, config.numHiddenLayers());
        norm = parameters.add("model.model.norm.weight", Start.ONES, hidden);
        head =
                config.tieWordEmbeddings()
                        ? embeddings
                        : parameters.add(
                                "model.lm_head.weight", Start.PRODUCT, config.vocabSize(), hidden);
    }

    private static void require(boolean fits, String found) {
        if (!fits) {
            throw new BrokenModelException(
                    "llm_config.%s. Ming-Lite-Omni has experts and three routers in every layer and a plain head; use a checkpoint of that family."
                            .formatted(found));
        }
    }

    private void addLayer(Parameters parameters, String prefix) {
        int hidden = config.hiddenSize();
        int attention = config.numAttentionHeads() * config.headDim();
        int heads = config.numAttentionHeads() + 2 * config.numKeyValueHeads();
        parameters.add(prefix + "input_layernorm.weight", Start.ONES, hidden);
        parameters.add(
                prefix + "attention.query_key_value.weight",
                Start.PRODUCT,
                (long) heads * config.headDim(),
                hidden);
        parameters.add(prefix + "attention.dense.weight", Start.BRANCH_END, hidden, attention);
        parameters.add(prefix + "post_attention_layernorm.weight", Start.ONES, hidden);
        for (String router : new String[] {"gate", "image_gate", "audio_gate"}) {
            parameters.add(
                    prefix + "mlp." + router + ".weight",
                    Start.PRODUCT,
                    config.numExperts(),
                    hidden);
        }
        int shared = config.numSharedExperts() * config.moeIntermediateSize();
        addGated(parameters, prefix + "mlp.shared_experts.", shared);
        for (int expert = 0; expert < config.numExperts(); expert++) {
            addGated(
                    parameters,
                    prefix + "mlp.experts." + expert + ".",
                    config.moeIntermediateSize());
        }
    }

    private void addGated(Parameters parameters, String prefix, int inner) {
        int hidden = config.hiddenSize();
        parameters.add(prefix + "gate_proj.weight", Start.PRODUCT, inner, hidden);
        parameters.add(prefix + "up_proj.weight", Start.PRODUCT, inner, hidden);
        parameters.add(prefix + "down_proj.weight", Start.BRANCH_END, hidden, inner);
    }

    /** Adds the methods of the decoder to a program that has the kernels. */
    public void addTo(ProgramSource.Builder program, Kernels kernels) {
        addEmbedding(program, kernels);
        addAngles(program);
        addProjections(program, kernels);
        addStates(program);
        new ExpertMethods(config, BEFORE_EXPERTS).addTo(program, kernels);
        addLogits(program);
        addLoops(program);
        addPrefill(program);
    }

    private void addEmbedding(ProgramSource.Builder program, Kernels kernels) {
        program.method(
                "embed",
                "ids: Tensor, features: Tensor, at: Tensor",
                "Tensor",
                """
                x = torch.to(torch.embedding(self.w[%s], ids), %s)
                if torch.numel(at) == 0:
                  return x
                b, s, h = torch.size(x)
                flat = torch.reshape(x, [b * s, h])
                return torch.reshape(torch.index_copy(flat, 0, at, torch.to(features, %s)), [b, s, h])
                """
                        .formatted(
                                embeddings,
                                kernels.precision().residual().code(),
                                kernels.precision().residual().code()));
        program.method(
                "embed_all",
                "ids: Tensor, features: List[Tensor], at: Tensor",
                "Tensor",
                """
                if len(features) == 0:
                  return self.embed(ids, torch.empty([0], dtype=6), at)
                return self.embed(ids, torch.cat(features), at)
                """);
    }

    private void addAngles(ProgramSource.Builder program) {
        program.method(
                "angles",
                "positions: Tensor",
                "Tuple[Tensor, Tensor]",
                """
                inverse = torch.reciprocal(torch.pow(%s, torch.div(torch.arange(0, %s, 2, dtype=6), %s)))
                axis = torch.tensor(%s, dtype=4)
                p = torch.movedim(torch.index_select(torch.to(positions, 6), 0, axis), 0, -1)
                angle = torch.mul(p, inverse)
                return (torch.cos(angle), torch.sin(angle))
                """
                        .formatted(
                                config.ropeTheta(),
                                config.headDim(),
                                config.headDim(),
                                config.ropeAxes()));
    }

    private void addProjections(ProgramSource.Builder program, Kernels kernels) {
        int q = config.numAttentionHeads();
        int kv = config.numKeyValueHeads();
        int dim = config.headDim();
        String split =
                """
                b, s, h = torch.size(x)
                qkv = torch.transpose(torch.reshape(%%s, [b, s, %s, %s]), 1, 2)
                qk, v = torch.split_with_sizes(qkv, [%s, %s], 1)
                q, k = torch.split_with_sizes(self.rotate(qk, cos, sin), [%s, %s], 1)
                return (q, k, torch.to(v, %s))
                """
                        .formatted(
                                q + 2 * kv,
                                dim,
                                q + kv,
                                kv,
                                q,
                                kv,
                                kernels.precision().activations().code());
        for (String kernel : new String[] {"linear", "linear_row"}) {
            program.method(
                    kernel.equals("linear") ? "project" : "project_row",
                    "x: Tensor, at: int, cos: Tensor, sin: Tensor",
                    "Tuple[Tensor, Tensor, Tensor]",
                    split.formatted(
                            "self.%s(self.norm(x, self.w[at], %s), self.w[at + 1])"
                                    .formatted(kernel, config.rmsNormEps())));
        }
        program.method(
                "join_heads",
                "y: Tensor",
                "Tensor",
                """
                b, h, s, d = torch.size(y)
                return torch.reshape(torch.transpose(y, 1, 2), [b, s, h * d])
                """);
    }

    /**
     * Rows are cut out of a matrix, not out of a batch of one: a single row that keeps the stride
     * of the batch makes the bfloat16 product copy its whole weight, the head's for four seconds.
     */
    private void addPrefill(ProgramSource.Builder program) {
        program.method(
                "prefill",
                "input: Tensor, positions: Tensor, modality: Tensor, cache: Tensor, past: int,"
                        + " count: int",
                "Tensor",
                """
                x = torch.unsqueeze(torch.narrow(torch.select(input, 0, 0), 0, past, count), 0)
                kinds = torch.narrow(modality, 0, past, count)
                hidden = self.decode_chunk(x, positions, kinds, cache, past)
                last = torch.narrow(torch.select(hidden, 0, 0), 0, count - 1, 1)
                return torch.to(torch.reshape(self.linear_row(last, self.w[%s]), [-1]), 6)
                """
                        .formatted(head));
    }

    private void addStates(ProgramSource.Builder program) {
        program.method(
                "prefill_states",
                "input: Tensor, positions: Tensor, modality: Tensor, cache: Tensor, past: int,"
                        + " count: int, states: Tensor",
                "List[Tensor]",
                """
                x = torch.unsqueeze(torch.narrow(torch.select(input, 0, 0), 0, past, count), 0)
                kinds = torch.narrow(modality, 0, past, count)
                hidden = self.decode_chunk(x, positions, kinds, cache, past)
                kept = torch.copy_(torch.narrow(states, 1, past, count), hidden)
                return annotate(List[Tensor], [])
                """);
        program.method(
                "rows",
                "x: Tensor, at: Tensor",
                "Tensor",
                "return torch.index_select(torch.reshape(x, [-1, torch.size(x, -1)]), 0, at)");
    }

    /** The two halves of a layer, each with what it adds to the residual stream. */
    private void addLayer(ProgramSource.Builder program, String eps) {
        program.method(
                "attend_layer",
                "x: Tensor, i: int, cos: Tensor, sin: Tensor, cache: Tensor, past: int",
                "Tensor",
                """
                at = %s + i * %s
                s = torch.size(x, 1)
                q, k, v = self.project(x, at, cos, sin)
                keys = torch.unsqueeze(torch.select(cache, 0, 2 * i), 0)
                values = torch.unsqueeze(torch.select(cache, 0, 2 * i + 1), 0)
                kc = torch.copy_(torch.narrow(keys, 2, past, s), k)
                vc = torch.copy_(torch.narrow(values, 2, past, s), v)
                y = self.attend_causal(q, torch.narrow(keys, 2, 0, past + s), torch.narrow(values, 2, 0, past + s))
                return torch.add(x, self.linear(self.join_heads(y), self.w[at + 2]))
                """
                        .formatted(layers, perLayer));
        program.method(
                "mix_layer",
                "x: Tensor, i: int, modality: Tensor",
                "Tensor",
                """
                at = %s + i * %s
                y, balance = self.experts(self.norm(x, self.w[at + 3], %s), at, modality)
                return torch.add(x, y)
                """
                        .formatted(layers, perLayer, eps));
    }

    private void addLoops(ProgramSource.Builder program) {
        String eps = Double.toString(config.rmsNormEps());
        addLayer(program, eps);
        program.method(
                "decode_chunk",
                "x: Tensor, positions: Tensor, modality: Tensor, cache: Tensor, past: int",
                "Tensor",
                """
                cos, sin = self.angles(positions)
                for i in range(%s):
                  x = self.attend_layer(x, i, cos, sin, cache, past)
                  x = self.mix_layer(x, i, modality)
                return self.norm(x, self.w[%s], %s)
                """
                        .formatted(config.numHiddenLayers(), norm, eps));
        program.method(
                "copy_cache",
                "old: Tensor, bigger: Tensor",
                "Tensor",
                "return torch.copy_(torch.narrow(bigger, 2, 0, torch.size(old, 2)), old)");
        program.method(
                "decode_row",
                "id: Tensor, positions: Tensor, cache: Tensor, past: int",
                "Tensor",
                """
                cos, sin = self.angles(positions)
                none = torch.empty([0], dtype=4)
                x = self.embed(id, torch.empty([0], dtype=6), none)
                for i in range(%s):
                  at = %s + i * %s
                  q, k, v = self.project_row(x, at, cos, sin)
                  keys = torch.unsqueeze(torch.select(cache, 0, 2 * i), 0)
                  values = torch.unsqueeze(torch.select(cache, 0, 2 * i + 1), 0)
                  kc = torch.copy_(torch.narrow(keys, 2, past, 1), k)
                  vc = torch.copy_(torch.narrow(values, 2, past, 1), v)
                  y = self.attend_row(q, torch.narrow(keys, 2, 0, past + 1), torch.narrow(values, 2, 0, past + 1))
                  x = torch.add(x, self.linear_row(self.join_heads(y), self.w[at + 2]))
                  x = torch.add(x, self.experts_row(self.norm(x, self.w[at + 3], %s), at))
                hidden = self.norm(x, self.w[%s], %s)
                return torch.to(torch.reshape(self.linear_row(hidden, self.w[%s]), [-1]), 6)
                """
                        .formatted(
                                config.numHiddenLayers(), layers, perLayer, eps, norm, eps, head));
        program.method(
                "decode_batch",
                "x: Tensor, positions: Tensor, modality: Tensor, see: Tensor",
                "Tuple[Tensor, Tensor]",
                """
                cos, sin = self.angles(positions)
                cos = torch.unsqueeze(cos, 1)
                sin = torch.unsqueeze(sin, 1)
                total = torch.zeros([1], dtype=6)
                for i in range(%s):
                  at = %s + i * %s
                  q, k, v = self.project(x, at, cos, sin)
                  y = self.attend_masked(q, k, v, see)
                  x = torch.add(x, self.linear(self.join_heads(y), self.w[at + 2]))
                  y, balance = self.experts(self.norm(x, self.w[at + 3], %s), at, modality)
                  x = torch.add(x, y)
                  total = torch.add(total, balance)
                return (self.norm(x, self.w[%s], %s), total)
                """
                        .formatted(config.numHiddenLayers(), layers, perLayer, eps, norm, eps));
    }

    private void addLogits(ProgramSource.Builder program) {
        program.method(
                "logits",
                "hidden: Tensor",
                "Tensor",
                "return torch.to(self.linear(hidden, self.w[%s]), 6)".formatted(head));
    }
}
