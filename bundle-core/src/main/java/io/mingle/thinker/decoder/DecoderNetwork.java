package io.mingle.thinker.decoder;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Repeated;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Embedding;
import io.mingle.nn.layer.Experts.Mixture;
import io.mingle.nn.layer.KvCache;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.Rotary;
import io.mingle.tensor.DataType;
import java.util.List;

/**
 * The BailingMoE decoder: grouped-query attention with M-RoPE, and a mixture of experts behind one
 * router per modality (spec of the published model, language model, sections 1–7).
 *
 * <p>It has these methods; {@code H} is the hidden size:
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

    private final DecoderConfig config;
    private final Embedding embedding;
    private final Repeated<DecoderLayer> layers;
    private final RmsNorm norm;
    private final Linear head;

    /**
     * Declares the parameters of a decoder of this configuration.
     *
     * @param scope of the checkpoint
     */
    public DecoderNetwork(DecoderConfig config, Scope scope) {
        require(config.firstKDenseReplace() == 0, "first_k_dense_replace is above 0");
        require(config.multiGate(), "multi_gate is false");
        require(!config.normHead(), "norm_head is true");
        this.config = config;
        int hidden = config.hiddenSize();
        Scope model = scope.at("model").at("model");
        embedding = new Embedding(model.at("word_embeddings"), config.vocabSize(), hidden);
        layers =
                model.repeat("layers", config.numHiddenLayers(), it -> DecoderLayer.of(it, config));
        norm = RmsNorm.of(model.at("norm"), hidden, config.rmsNormEps());
        head =
                config.tieWordEmbeddings()
                        ? Linear.with(embedding.weight())
                        : Linear.of(
                                scope.at("model").at("lm_head"),
                                Role.HEAD,
                                hidden,
                                config.vocabSize());
    }

    private static void require(boolean fits, String found) {
        if (!fits) {
            throw new BrokenModelException(
                    "llm_config.%s. Ming-Lite-Omni has experts and three routers in every layer and a plain head; use a checkpoint of that family."
                            .formatted(found));
        }
    }

    /** Returns its layers, for those who look into them. */
    public Repeated<DecoderLayer> layers() {
        return layers;
    }

    /** Adds the methods of the decoder to a program. */
    public void addTo(Methods methods) {
        addEmbedding(methods);
        Method angles =
                methods.add(
                        "angles",
                        body ->
                                Rotary.angles(
                                        body.tensor("positions"),
                                        config.ropeTheta(),
                                        config.headDim(),
                                        config.ropeAxes()));
        addPrompt(methods, addChunk(methods, angles));
        addRow(methods, angles);
        addBatch(methods, angles);
        addStates(methods);
    }

    private void addEmbedding(Methods methods) {
        Method embed = methods.add("embed", this::embed);
        methods.add(
                "embed_all",
                body -> {
                    Value ids = body.tensor("ids");
                    Value features = body.parameter("features", Type.TENSORS);
                    Value at = body.tensor("at");
                    return body.when(
                            body.expression(Type.BOOL, "len(%s) == 0", features),
                            () ->
                                    embed.call(
                                            ids,
                                            body.call("torch.empty", List.of(0), "dtype=6"),
                                            at),
                            () -> embed.call(ids, features.call("torch.cat"), at));
                });
    }

    private Value embed(Body body) {
        Value ids = body.tensor("ids");
        Value features = body.tensor("features");
        Value at = body.tensor("at");
        Value x = embedding.apply(ids).named("x");
        return body.when(
                body.expression(Type.BOOL, "torch.numel(%s) == 0", at),
                () -> x,
                () -> {
                    List<Value> sides = x.sizes("b", "s", "h");
                    Value count = sides.get(0).times(sides.get(1));
                    Value flat = x.reshape(count, sides.get(2)).named("flat");
                    Value given = features.to(body.precision().residual()).named("given");
                    return flat.call("torch.index_copy", 0, at, given).reshape(sides.toArray());
                });
    }

    /** A part of the prompt, layer by layer, each half of a layer by a method of its own. */
    private Method addChunk(Methods methods, Method angles) {
        Method attend = methods.add("attend_layer", this::attend);
        Method mix = methods.add("mix_layer", this::mix);
        return methods.add(
                "decode_chunk",
                body -> {
                    Value x = body.tensor("x");
                    Rotary turns = turns(angles, body.tensor("positions"));
                    Value modality = body.tensor("modality");
                    Value cache = body.tensor("cache");
                    Value past = body.integer("past");
                    Value y =
                            body.loop(
                                    layers.count(),
                                    x,
                                    (i, now) ->
                                            mix.call(
                                                    attend.call(
                                                            now,
                                                            i,
                                                            turns.cos(),
                                                            turns.sin(),
                                                            cache,
                                                            past),
                                                    i,
                                                    modality));
                    return norm.apply(y);
                });
    }

    private Value attend(Body body) {
        Value x = body.tensor("x");
        Value i = body.integer("i");
        Rotary turns = new Rotary(body.tensor("cos"), body.tensor("sin"));
        KvCache cache = new KvCache(body.tensor("cache"), i, body.integer("past"));
        return layers.at(i, layer -> layer.attend(x, turns, cache));
    }

    private Value mix(Body body) {
        Value x = body.tensor("x");
        Value i = body.integer("i");
        Value modality = body.tensor("modality");
        return layers.at(i, layer -> layer.mix(x, modality));
    }

    /** A part of the prompt that goes into the cache. */
    private record Part(Value states, Value past, Value count) {

        /**
         * Rows are cut out of a matrix, not out of a batch of one: a single row that keeps the
         * stride of the batch makes the bfloat16 product copy its whole weight, the head's for four
         * seconds.
         */
        static Part of(Body body, Method chunk) {
            Value input = body.tensor("input");
            Value positions = body.tensor("positions");
            Value modality = body.tensor("modality");
            Value cache = body.tensor("cache");
            Value past = body.integer("past");
            Value count = body.integer("count");
            Value x = input.select(0, 0).narrow(0, past, count).unsqueeze(0);
            Value kinds = modality.narrow(0, past, count).named("kinds");
            Value states = chunk.call(x, positions, kinds, cache, past).named("hidden");
            return new Part(states, past, count);
        }
    }

    private void addPrompt(Methods methods, Method chunk) {
        methods.addForOneRow(
                "prefill",
                body -> {
                    Part part = Part.of(body, chunk);
                    Value last = part.states().select(0, 0).narrow(0, part.count().minus(1), 1);
                    return head.apply(last).reshape(-1).to(DataType.FLOAT32);
                });
        methods.add(
                "prefill_states",
                body -> {
                    Part part = Part.of(body, chunk);
                    body.tensor("states")
                            .narrow(1, part.past(), part.count())
                            .call("torch.copy_", part.states());
                    return body.list();
                });
        methods.add("logits", body -> head.apply(body.tensor("hidden")).to(DataType.FLOAT32));
    }

    private void addRow(Methods methods, Method angles) {
        methods.addForOneRow(
                "decode_row",
                body -> {
                    Value x = embedding.apply(body.tensor("id")).named("x");
                    Rotary turns = turns(angles, body.tensor("positions"));
                    Value cache = body.tensor("cache");
                    Value past = body.integer("past");
                    Value y =
                            layers.chain(
                                    x,
                                    (layer, i, now) -> {
                                        KvCache own = new KvCache(cache, i, past);
                                        return layer.mix(layer.attend(now, turns, own));
                                    });
                    return head.apply(norm.apply(y)).reshape(-1).to(DataType.FLOAT32);
                });
    }

    private void addBatch(Methods methods, Method angles) {
        methods.add(
                "decode_batch",
                body -> {
                    Value x = body.tensor("x");
                    Rotary turns = turns(angles, body.tensor("positions")).unsqueeze(1);
                    Value modality = body.tensor("modality");
                    Value see = body.tensor("see");
                    Value zero = body.call("torch.zeros", List.of(1), "dtype=6").named("total");
                    List<Value> all =
                            body.loop(
                                    layers.count(),
                                    List.of(x, zero),
                                    (i, now) ->
                                            layers.at(
                                                    i,
                                                    it -> {
                                                        Value y = now.get(0);
                                                        Mixture made =
                                                                it.learn(y, turns, modality, see);
                                                        return List.of(
                                                                made.states(),
                                                                now.get(1).plus(made.balance()));
                                                    }));
                    return body.tuple(norm.apply(all.get(0)), all.get(1));
                });
    }

    private static Rotary turns(Method angles, Value positions) {
        List<Value> turns = angles.callForAll(List.of("cos", "sin"), positions);
        return new Rotary(turns.get(0), turns.get(1));
    }

    private void addStates(Methods methods) {
        methods.add(
                "rows",
                body -> {
                    Value x = body.tensor("x");
                    return x.reshape(-1, x.size(-1)).indexSelect(0, body.tensor("at"));
                });
        methods.add(
                "copy_cache",
                body -> {
                    Value old = body.tensor("old");
                    return body.tensor("bigger").narrow(2, 0, old.size(2)).call("torch.copy_", old);
                });
    }
}
