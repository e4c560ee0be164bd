package io.mingle.nn.qwen2;

import io.mingle.decode.CausalNetwork;
import io.mingle.decode.DecodeEngine;
import io.mingle.decode.KvShape;
import io.mingle.model.Qwen2Config;
import io.mingle.nn.Methods;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Embedding;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Pages;
import io.mingle.tensor.DataType;

/**
 * Qwen2 as a language model: grouped-query attention with rotary positions on one axis, and gated
 * MLPs (A. Yang and others, Qwen2 Technical Report, 2024, section 2.2.1; spec of the published
 * model, talker, section 2).
 *
 * <p>The decode engine runs it; besides the engine's methods its program has {@code embed(ids [..])
 * → [.., H]}.
 */
public final class Qwen2Network implements CausalNetwork {

    private final Embedding embedding;
    private final Qwen2Stack stack;
    private final Linear head;

    /**
     * Declares the parameters of a network of this configuration.
     *
     * @param scope in which they are {@code model} and {@code lm_head}
     */
    public Qwen2Network(Qwen2Config config, Scope scope) {
        int hidden = config.hiddenSize();
        Scope model = scope.at("model");
        embedding = new Embedding(model.at("embed_tokens"), config.vocabSize(), hidden);
        stack = new Qwen2Stack(config, model);
        head =
                config.tieWordEmbeddings()
                        ? Linear.with(embedding.weight())
                        : Linear.of(scope.at("lm_head"), Role.HEAD, hidden, config.vocabSize());
    }

    /** Returns what lies between embedding and head. */
    public Qwen2Stack stack() {
        return stack;
    }

    @Override
    public KvShape kv() {
        return stack.kv();
    }

    @Override
    public int axes() {
        return 1;
    }

    @Override
    public Value embed(Value ids) {
        return embedding.apply(ids);
    }

    @Override
    public Value states(Value x, Value positions, Value kinds, Pages pages) {
        return stack.decode(x, stack.turns(positions.select(0, 0)), pages);
    }

    @Override
    public Value logits(Value states) {
        return head.apply(states).to(DataType.FLOAT32);
    }

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        methods.add("embed", body -> embed(body.tensor("ids")));
        DecodeEngine.addTo(methods, this);
    }
}
