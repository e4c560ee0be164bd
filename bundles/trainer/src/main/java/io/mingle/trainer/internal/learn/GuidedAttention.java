package io.mingle.trainer.internal.learn;

import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Terms;
import java.util.List;

/**
 * Asks the first head of the layers in the middle of the thinker to look at what a token is read
 * off. The layers behind have it at hand then, where one that looks with a head of its own at the
 * end only knows it.
 *
 * <p>For {@code T} tokens in a batch of rows of {@code S} tokens, its tensors are those of {@link
 * Pointers}: {@code pointers [T]}, the places before the tokens in the flattened rows; {@code
 * target [T, S]}, 1 for what they are read off, which the last of those layers is to look at; and
 * {@code by [T, S]}, what is to be found first, for the others.
 */
public final class GuidedAttention {

    private GuidedAttention() {}

    /**
     * Writes the way of a batch through the thinker.
     *
     * @return states [B, S, H], the balance of the experts, the scores [G, B, S, S] for {@link
     *     #write}, and what enters the layers that have them [B, S, H]
     */
    public static List<Value> decode(Inputs inputs, Value x, Value see) {
        return inputs.body()
                .callForAll(
                        List.of("hidden", "balance", "scores", "middle"),
                        "self.decode_watched",
                        x,
                        inputs.tensor("positions"),
                        inputs.tensor("modality"),
                        see);
    }

    /** Writes the share of attention that misses what a token is read off. */
    public static void write(Value scores, Inputs inputs, Terms terms) {
        Value layers = scores.size(0).named("layers");
        Value by = inputs.tensor("by").unsqueeze(0);
        Value last = inputs.tensor("target").unsqueeze(0);
        Value target =
                inputs.body()
                        .call(
                                "torch.cat",
                                List.of(
                                        by.call("torch.expand", List.of(layers.minus(1), -1, -1)),
                                        last))
                        .to(DataType.FLOAT32)
                        .named("wanted");
        Value own = scores.flatten(1, 2).indexSelect(1, inputs.tensor("pointers")).named("own");
        Value all = own.call("torch.logsumexp", List.of(-1));
        Value there = own.plus(target.minus(1).times(1e4)).call("torch.logsumexp", List.of(-1));
        Value count = inputs.body().expression(Type.INT, "max(1, torch.numel(%s))", all);
        terms.guide("target", all.minus(there).call("torch.sum").over(count));
        share("by", 0, own, target, terms);
        share("target", -1, own, target, terms);
    }

    private static void share(String name, int layer, Value own, Value target, Terms terms) {
        Value best = own.call("torch.select", 0, layer).call("torch.argmax", 1).unsqueeze(1);
        Value right = target.call("torch.select", 0, layer).call("torch.gather", 1, best);
        terms.share(name, right.call("torch.mean"));
    }
}
