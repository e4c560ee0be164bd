package io.mingle.trainer.internal.drawing;

import io.mingle.nn.Role;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Networks;
import java.util.List;

/**
 * Asks tokens that lie in a grid what is at their places. Dense labels of what is drawn and of the
 * reference bring states to mean something long before the loss does (as S. Yu and others, REPA,
 * 2024, found with the states of an encoder in place of labels).
 *
 * @param head from a token to the logits of all its places
 */
record PlaceGuide(Linear head) {

    private static final int EACH = 0;
    private static final int LOGITS = LatentLabels.CLASSES.stream().mapToInt(it -> it).sum();
    private static final int PLACES = LatentLabels.PATCH * LatentLabels.PATCH;

    /**
     * Declares the head.
     *
     * @param length of a token
     */
    static PlaceGuide of(Networks networks, String name, long length) {
        long logits = (long) PLACES * LOGITS;
        return new PlaceGuide(Linear.biased(networks.head(name), Role.HEAD, length, logits));
    }

    /** Writes how many tokens labels [B, 3, n · 4] are of, n. */
    static Value tokens(Value labels) {
        return labels.size(2).over(PLACES).named("asked");
    }

    /**
     * Writes the cross-entropy of the labels, of each example, in the mean of its places.
     *
     * @param states of the tokens that are asked, [B, n, length]
     * @param labels [B, 3, n · 4]
     * @return [B]
     */
    Value cost(Value states, Value labels) {
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
