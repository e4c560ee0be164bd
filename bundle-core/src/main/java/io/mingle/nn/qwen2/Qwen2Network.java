package io.mingle.nn.qwen2;

import io.mingle.model.Qwen2Config;
import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Embedding;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.DataType;

/**
 * Qwen2 as a language model: grouped-query attention with rotary positions on one axis, and gated
 * MLPs (A. Yang and others, Qwen2 Technical Report, 2024, section 2.2.1; spec of the published
 * model, talker, section 2).
 *
 * <p>It has these methods; {@code H} is the hidden size:
 *
 * <ul>
 *   <li>{@code embed(ids [..]) → [.., H]};
 *   <li>{@code decode_chunk(x [1, S, H], positions [S], cache, past) → [1, S, H]}: normalised
 *       hidden states of a part of the prompt, whose keys and values enter the cache;
 *   <li>{@code prefill(x [1, S, H], positions [S], cache, past) → [V]}: the logits after the last
 *       of these rows;
 *   <li>{@code decode_row(id [1, 1], position [1], cache, past) → [V]}: the logits after one more
 *       token;
 *   <li>{@code decode_embedded(x [1, 1, H], position [1], cache, past) → [V]}: the same for a row
 *       that is not the embedding of a single token;
 *   <li>{@code logits(hidden [N, H]) → [N, V]}.
 * </ul>
 *
 * <p>Logits are in float32. The cache is that of {@link Qwen2Stack#decode}.
 */
public final class Qwen2Network {

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

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        methods.add("embed", body -> embedding.apply(body.tensor("ids")));
        Method chunk = methods.add("decode_chunk", body -> decode(body, body.tensor("x")));
        addPrefill(methods, chunk);
        methods.addForOneRow("decode_row", body -> step(body, embedding.apply(body.tensor("id"))));
        methods.addForOneRow("decode_embedded", body -> step(body, body.tensor("x")));
        methods.add("logits", body -> head.apply(body.tensor("hidden")).to(DataType.FLOAT32));
    }

    private Value decode(Body body, Value x) {
        Value positions = body.tensor("positions");
        return stack.decode(x, stack.turns(positions), body.tensor("cache"), body.integer("past"));
    }

    private Value step(Body body, Value x) {
        return lastLogits(decode(body, x).reshape(1, -1));
    }

    /**
     * The last row is cut out of a matrix, not out of a batch of one, whose stride would make the
     * bfloat16 product copy all of the head.
     */
    private void addPrefill(Methods methods, Method chunk) {
        methods.addForOneRow(
                "prefill",
                body -> {
                    Value states =
                            chunk.call(
                                    body.tensor("x"),
                                    body.tensor("positions"),
                                    body.tensor("cache"),
                                    body.integer("past"));
                    return lastLogits(states.select(0, 0).narrow(0, -1, 1));
                });
    }

    /** Writes the logits [V] after a row [1, H]. */
    private Value lastLogits(Value row) {
        return head.apply(row).reshape(-1).to(DataType.FLOAT32);
    }
}
