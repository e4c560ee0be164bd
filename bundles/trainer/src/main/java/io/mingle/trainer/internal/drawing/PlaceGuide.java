package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.DiffusionConfig;
import io.mingle.nn.Role;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Networks;
import java.util.List;

/**
 * Asks the tokens in the middle of the transformer what lies at their places. Dense labels of what
 * is drawn and of the reference bring its states to mean something long before the loss does (as S.
 * Yu and others, REPA, 2024, found with the states of an encoder in place of labels).
 *
 * @param head from a token to the logits of all its places
 * @param block whose states are asked
 */
record PlaceGuide(Linear head, int block) {

    /** Before the blocks, what the time says and what enters them are seen. */
    private static final int BEFORE = 2;

    private static final int EACH = 0;
    private static final int LOGITS = LatentLabels.CLASSES.stream().mapToInt(it -> it).sum();

    /** Declares the head. */
    static PlaceGuide of(Networks networks, String name, DiffusionConfig config) {
        long logits = (long) LatentLabels.PATCH * LatentLabels.PATCH * LOGITS;
        Linear head = Linear.biased(networks.head(name), Role.HEAD, config.innerDim(), logits);
        return new PlaceGuide(head, config.numLayers() / 2);
    }

    /**
     * Writes the cross-entropy of the labels, of each example, in the mean of its places.
     *
     * @param seen what the transformer showed, as a list
     * @param first the first of the tokens that are asked
     * @param labels [B, 3, tokens · 4]
     * @return [B]
     */
    Value cost(Value seen, Object first, Value labels) {
        int each = LatentLabels.PATCH * LatentLabels.PATCH;
        Value tokens = labels.size(2).over(each).named("asked");
        Value states = seen.get(BEFORE + block).narrow(1, first, tokens);
        Value logits =
                head.apply(states).to(DataType.FLOAT32).reshape(-1, LOGITS).named("place_logits");
        Value sum = null;
        int from = 0;
        for (int i = 0; i < LatentLabels.CLASSES.size(); i++) {
            int classes = LatentLabels.CLASSES.get(i);
            Value cost =
                    logits.narrow(1, from, classes)
                            .call(
                                    "torch.cross_entropy_loss",
                                    labels.select(1, i).reshape(-1),
                                    null,
                                    EACH);
            sum = sum == null ? cost : sum.plus(cost);
            from += classes;
        }
        return sum.reshape(labels.size(0), -1).call("torch.mean", List.of(1));
    }
}
