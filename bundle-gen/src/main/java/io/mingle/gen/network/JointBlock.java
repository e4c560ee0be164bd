package io.mingle.gen.network;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Attention;
import io.mingle.nn.layer.JointAttention;
import io.mingle.nn.layer.JointAttention.Streams;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Modulation;
import java.util.List;
import java.util.Optional;

/**
 * A joint block: a picture and a condition attend to one another and each goes through an MLP of
 * its own (P. Esser and others, Scaling Rectified Flow Transformers, 2024, figure 2; spec of the
 * published model, image generation, section 5.3).
 *
 * @param second attention of the picture alone, in blocks that have it
 * @param conditionMlp nothing in the last block, which gives no condition on
 */
record JointBlock(
        Modulation modulation,
        Modulation conditionModulation,
        JointAttention attention,
        Optional<Attention> second,
        Layer mlp,
        Optional<Layer> conditionMlp) {

    private static final LayerNorm NORM = RefinerBlock.NORM;

    /**
     * Declares the parameters of a block.
     *
     * @param dual whether it has a second attention
     * @param last whether nobody needs the condition after it
     */
    static JointBlock of(Scope scope, DiffusionConfig config, boolean dual, boolean last) {
        int states = config.innerDim();
        Scope attn = scope.at("attn");
        return new JointBlock(
                Modulation.zero(scope.at("norm1"), states, dual ? 9 : 6),
                Modulation.zero(scope.at("norm1_context"), states, last ? 2 : 6),
                new JointAttention(
                        BlockAttention.normed(attn, config),
                        BlockAttention.added(attn, config, !last)),
                dual
                        ? Optional.of(BlockAttention.normed(scope.at("attn2"), config))
                        : Optional.empty(),
                FeedForward.of(scope.at("ff"), states),
                last
                        ? Optional.empty()
                        : Optional.of(FeedForward.of(scope.at("ff_context"), states)));
    }

    /**
     * Writes what it makes of both streams.
     *
     * @param x of the picture [batch, rows, states]
     * @param y of the condition [batch, tokens, states]
     * @param condition time and pooled condition [batch, states]
     */
    Streams apply(Value x, Value y, Value condition) {
        List<Value> m = modulation.parts(condition, names());
        List<Value> c = conditionModulation.parts(condition, conditionNames());
        boolean last = conditionMlp.isEmpty();
        Value normed = NORM.apply(x).named("normed");
        Streams seen =
                attention.apply(
                        Modulation.of(normed, m.get(0), m.get(1)),
                        Modulation.of(NORM.apply(y), c.get(last ? 1 : 0), c.get(last ? 0 : 1)));
        Value picture = x.plus(m.get(2).times(seen.x()));
        if (second.isPresent()) {
            Value alone = second.get().apply(Modulation.of(normed, m.get(6), m.get(7)));
            picture = picture.plus(m.get(8).times(alone));
        }
        Value made = mlp.apply(Modulation.of(NORM.apply(picture), m.get(3), m.get(4)));
        picture = picture.plus(m.get(5).times(made));
        return new Streams(picture, last ? y : condition(y, seen.y(), c));
    }

    private Value condition(Value y, Value seen, List<Value> c) {
        Value words = y.plus(c.get(2).times(seen));
        Value made = conditionMlp.get().apply(Modulation.of(NORM.apply(words), c.get(3), c.get(4)));
        return words.plus(c.get(5).times(made));
    }

    private String[] names() {
        return second.isPresent()
                ? new String[] {
                    "shift",
                    "scale",
                    "gate",
                    "shift_mlp",
                    "scale_mlp",
                    "gate_mlp",
                    "shift2",
                    "scale2",
                    "gate2"
                }
                : new String[] {"shift", "scale", "gate", "shift_mlp", "scale_mlp", "gate_mlp"};
    }

    private String[] conditionNames() {
        return conditionMlp.isEmpty()
                ? new String[] {"scale_c", "shift_c"}
                : new String[] {
                    "shift_c", "scale_c", "gate_c", "shift_mlp_c", "scale_mlp_c", "gate_mlp_c"
                };
    }
}
