package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.Condition;
import io.mingle.gen.network.ConditionNetwork;
import io.mingle.nn.Body;
import io.mingle.nn.Role;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Networks;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.Terms;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.internal.learn.DecodedBatch;
import java.util.List;

/**
 * What query tokens bring from the thinker to those who draw, and what is asked of it: what the
 * prompt says, and what may lie where. The vision encoder stays as it is; query tokens learn
 * through the thinker.
 *
 * <p>Its tensors are those of {@link PromptBatches}.
 *
 * @param reference whether a picture stands before the words
 * @param head from the mean of the condition's tokens to the labels of {@link Said}
 */
record Conditioning(
        boolean reference, ConditionNetwork conditions, Linear head, PlaceGuide layout) {

    private static final double RATE = 2;
    private static final double AVERAGE = 0.999;

    /** How libtorch numbers the sum of a loss over examples. */
    private static final int SUMMED = 2;

    /** How those learn that belong to the drawing alone. */
    static final ParameterGroup LEARNING =
            ParameterGroup.LEARNING.withRate(RATE).withAverage(AVERAGE);

    /**
     * Declares the parameters.
     *
     * @param who is added to the names of heads
     * @param thinker how the thinker learns
     */
    static Conditioning of(
            Networks networks, boolean reference, String who, ParameterGroup thinker) {
        if (reference) {
            networks.use(UnderstandingNetworks.VISION, ParameterGroup.FROZEN);
        }
        networks.use(UnderstandingNetworks.THINKER, thinker);
        int tokens = DrawingNetworks.transformer(networks.config()).jointAttentionDim();
        long labels = Said.CLASSES.stream().mapToInt(it -> it).sum();
        return new Conditioning(
                reference,
                networks.use(DrawingNetworks.CONDITION, LEARNING),
                Linear.biased(networks.head("said" + who), Role.HEAD, tokens, labels),
                PlaceGuide.of(networks, "layout" + who, tokens));
    }

    /** Writes the condition; of words that are left out, that of nothing. */
    Condition write(Inputs inputs) {
        Value vectors = conditions.connect(states(inputs));
        return conditions.adapter().apply(vectors.times(inputs.tensor("words").reshape(-1, 1, 1)));
    }

    /** Writes what it costs that not all that the prompt says can be read from the condition. */
    Value said(Condition condition, Inputs inputs, Terms terms) {
        Value said = inputs.tensor("said");
        Value mean = condition.tokens().call("torch.mean", List.of(1));
        Value logits = head.apply(mean).to(DataType.FLOAT32).named("logits");
        Value sum = null;
        Value right = null;
        int from = 0;
        for (int i = 0; i < Said.CLASSES.size(); i++) {
            Value own = logits.narrow(1, from, Said.CLASSES.get(i));
            Value label = said.select(1, i);
            Value cost = own.call("torch.cross_entropy_loss", label, null, SUMMED);
            Value hits = own.call("torch.argmax", -1).call("torch.eq", label);
            sum = sum == null ? cost : sum.plus(cost);
            Value hit = hits.to(DataType.FLOAT32);
            right = right == null ? hit : right.times(hit);
            from += Said.CLASSES.get(i);
        }
        Value known =
                said.select(1, 0)
                        .call("torch.ge", 0)
                        .to(DataType.FLOAT32)
                        .call("torch.sum")
                        .named("known");
        terms.share("said", right.call("torch.sum").over(known));
        return sum.over(known.call("torch.clamp_min", 1).times(Said.CLASSES.size()));
    }

    /** Writes what it costs that what may lie where cannot be read, before there is any noise. */
    Value planned(Condition condition, Inputs inputs) {
        return layout.cost(condition.tokens(), inputs.tensor("layout"))
                .times(inputs.tensor("words"))
                .call("torch.mean");
    }

    /** What the thinker comes to at the query tokens, [B, Q, H]. */
    private Value states(Inputs inputs) {
        Body body = inputs.body();
        Value ids = inputs.tensor("ids");
        Value size = ids.size(0).named("size");
        Value queries = body.call("torch.cat", conditions.queries(body)).named("query_tokens");
        Value repeated = queries.call("torch.repeat", List.of(size, 1));
        Value at = inputs.tensor("queries");
        Value x =
                reference
                        ? body.call(
                                "self.embed",
                                ids,
                                body.call("torch.cat", List.of(seen(inputs, queries), repeated)),
                                body.call("torch.cat", List.of(inputs.tensor("visual"), at)))
                        : body.call("self.embed", ids, repeated, at);
        Value length = ids.size(1).named("length");
        Value hidden = DecodedBatch.of(inputs, x, size, length).hidden();
        return hidden.flatten(0, 1)
                .indexSelect(0, at)
                .reshape(size, queries.size(0), hidden.size(2));
    }

    private static Value seen(Inputs inputs, Value like) {
        return inputs.body()
                .call(
                        "self.encode",
                        inputs.tensor("rows"),
                        inputs.tensor("order"),
                        inputs.tensor("inverse"),
                        inputs.tensor("block_inverse"),
                        inputs.tensor("patch_places"),
                        inputs.integers("windows"),
                        inputs.integers("frames"))
                .call("torch.type_as", like);
    }
}
