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
 * Pointers}: {@code pointers [T]}, the places before the tokens in the flattened rows, and {@code
 * target [T, S]}, 1 for what they are read off.
 */
public final class GuidedAttention {

    private GuidedAttention() {}

    /**
     * Writes the way of a batch through the thinker.
     *
     * @return states [B, S, H], the balance of the experts, and the scores [G, B, S, S] for {@link
     *     #write}
     */
    public static List<Value> decode(Inputs inputs, Value x, Value see) {
        return inputs.body()
                .callForAll(
                        List.of("hidden", "balance", "scores"),
                        "self.decode_watched",
                        x,
                        inputs.tensor("positions"),
                        inputs.tensor("modality"),
                        see);
    }

    /** Writes the share of attention that misses what a token is read off. */
    public static void write(Value scores, Inputs inputs, Terms terms) {
        Value target = inputs.tensor("target").to(DataType.FLOAT32).named("wanted");
        Value own = scores.flatten(1, 2).indexSelect(1, inputs.tensor("pointers")).named("own");
        Value all = own.call("torch.logsumexp", List.of(-1));
        Value there = own.plus(target.minus(1).times(1e4)).call("torch.logsumexp", List.of(-1));
        Value count = target.size(0).named("pointing");
        terms.guide(
                "target",
                all.minus(there)
                        .call("torch.sum")
                        .over(
                                inputs.body()
                                        .expression(
                                                Type.INT,
                                                "max(1, %s * %s)",
                                                count,
                                                scores.size(0))));
        Value best = own.call("torch.select", 0, -1).call("torch.argmax", 1).unsqueeze(1);
        terms.share("target", target.call("torch.gather", 1, best).call("torch.mean"));
    }
}
