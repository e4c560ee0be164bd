package io.mingle.thinker.decoder;

import io.mingle.api.error.BrokenModelException;
import io.mingle.decode.CausalNetwork;
import io.mingle.decode.DecodeEngine;
import io.mingle.decode.KvShape;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Repeated;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Context;
import io.mingle.nn.layer.Embedding;
import io.mingle.nn.layer.Experts.Mixture;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Pages;
import io.mingle.nn.layer.RmsNorm;
import io.mingle.nn.layer.Rotary;
import io.mingle.tensor.DataType;
import java.util.ArrayList;
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
 *   <li>{@code attend_layer(x [1, S, H], i, cos, sin, plan, slots, runs)} and {@code mix_layer(x,
 *       i, modality [S])}, both {@code → [1, S, H]}: the halves of layer {@code i}, attention and
 *       experts; {@code …_row} for a single row of text;
 *   <li>{@code embed_all(ids, features: List[Tensor], at)}: {@code embed} for several pictures;
 *   <li>{@code rows(x [.., S, H], at [N]) → [N, H]}: some rows of states;
 *   <li>{@code decode_batch(x [B, S, H], positions [3, B, S], modality [B·S], see [B, 1, S, S]) →
 *       (hidden [B, S, H], balance)}: all rows at once, without a cache, for training; a row sees
 *       the columns that are not zero;
 *   <li>{@code decode_watched(…) → (hidden, balance, scores [G, B, S, S], middle [B, S, H])}: the
 *       same, with how much each row looks at each column in the first head of the {@code G} layers
 *       in the middle, before the softmax; columns that are not seen have -10,000; and what enters
 *       those layers;
 *   <li>those of the decode engine ({@link CausalNetwork}).
 * </ul>
 *
 * <p>{@code modality} holds 0 for text, 1 for picture and 2 for audio rows.
 */
public final class DecoderNetwork implements CausalNetwork {

    private static final int AXES = 3;

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

    @Override
    public KvShape kv() {
        return new KvShape(config.numHiddenLayers(), config.numKeyValueHeads(), config.headDim());
    }

    @Override
    public int axes() {
        return AXES;
    }

    @Override
    public Value embed(Value ids) {
        return embedding.apply(ids);
    }

    @Override
    public Value logits(Value states) {
        return head.apply(states).to(DataType.FLOAT32);
    }

    /** Layer by layer, each half of a layer by a method of its own. */
    @Override
    public Value states(Value x, Value positions, Value modality, Pages pages) {
        Body body = x.body();
        Method attend = body.part(this, "attend_layer", this::attend);
        Method mix = body.part(this, "mix_layer", this::mix);
        Rotary turns = turns(positions);
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
                                                pages.plan(),
                                                pages.slots(),
                                                pages.runs()),
                                        i,
                                        modality));
        return norm.apply(y);
    }

    private Value attend(Body body) {
        Value x = body.tensor("x");
        Value i = body.integer("i");
        Rotary turns = new Rotary(body.tensor("cos"), body.tensor("sin"));
        Pages pages = Pages.declared(body);
        return layers.at(i, layer -> layer.attend(x, turns, pages.layer(i)));
    }

    private Value mix(Body body) {
        Value x = body.tensor("x");
        Value i = body.integer("i");
        Value modality = body.tensor("modality");
        return layers.at(i, layer -> layer.mix(x, modality));
    }

    private Rotary turns(Value positions) {
        Method angles =
                positions
                        .body()
                        .part(
                                this,
                                "angles",
                                it ->
                                        Rotary.angles(
                                                it.tensor("positions"),
                                                config.ropeTheta(),
                                                config.headDim(),
                                                config.ropeAxes()));
        List<Value> turns = angles.callForAll(List.of("cos", "sin"), positions);
        return new Rotary(turns.get(0), turns.get(1));
    }

    /** Adds the methods of the decoder to a program. */
    public void addTo(Methods methods) {
        addEmbedding(methods);
        DecodeEngine.addTo(methods, this);
        addBatch(methods);
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

    private void addBatch(Methods methods) {
        methods.add(
                "decode_batch",
                body -> {
                    Mixture start = start(body);
                    BatchPass pass = pass(body);
                    Context context = Context.masked(body.tensor("see"));
                    Mixture made = pass.through(0, layers.count(), start, context);
                    return body.tuple(norm.apply(made.states()), made.balance());
                });
        methods.add(
                "decode_watched",
                body -> {
                    Mixture start = start(body);
                    BatchPass pass = pass(body);
                    Value see = body.tensor("see");
                    Context context = Context.masked(see);
                    List<Value> scores = new ArrayList<>();
                    Context watched =
                            rows -> {
                                scores.add(rows.scores(see));
                                return context.attend(rows);
                            };
                    int first = layers.count() / 2;
                    int end = Math.max(first, layers.count() - 2) + 1;
                    Mixture made = pass.through(0, first, start, context);
                    Value middle = made.states();
                    for (int i = first; i < end; i++) {
                        made = pass.one(body.expression(Type.INT, "" + i), made, watched);
                    }
                    made = pass.through(end, layers.count(), made, context);
                    return body.tuple(
                            norm.apply(made.states()),
                            made.balance(),
                            body.call("torch.stack", scores),
                            middle);
                });
    }

    private BatchPass pass(Body body) {
        Rotary turns = turns(body.tensor("positions")).unsqueeze(1);
        return new BatchPass(layers, turns, body.tensor("modality"));
    }

    private static Mixture start(Body body) {
        Value none = body.call("torch.zeros", List.of(1), "dtype=6").named("total");
        return new Mixture(body.tensor("x"), none);
    }

    private static void addStates(Methods methods) {
        methods.add(
                "rows",
                body -> {
                    Value x = body.tensor("x");
                    return x.flatten(0, -2).indexSelect(0, body.tensor("at"));
                });
    }
}
