package io.mingle.trainer.internal.text;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Terms;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.internal.learn.Classification;
import io.mingle.trainer.internal.learn.DecodedBatch;
import java.util.List;

/**
 * Answers to questions of words alone, by the thinker.
 *
 * <p>With {@code B} questions in rows of {@code S} tokens, its tensors are {@code ids [B, S]},
 * {@code positions [3, B, S]}, {@code modality [B · S]}, and {@code at} and {@code targets}: places
 * in the flattened ids and what follows them.
 */
record TextObjective() implements Objective {

    private static final double BALANCE = 0.01;

    @Override
    public Loss declare(Networks networks) {
        networks.use(UnderstandingNetworks.THINKER);
        return TextObjective::write;
    }

    private static void write(Inputs inputs, Terms terms) {
        Body body = inputs.body();
        Value ids = inputs.tensor("ids");
        Value size = ids.size(0).named("size");
        Value width = ids.size(1).named("width");
        Value none = body.call("torch.zeros", List.of(0), "dtype=4");
        Value x = body.call("self.embed", ids, none, none);
        DecodedBatch decoded = DecodedBatch.of(inputs, x, size, width);
        Value rows = decoded.hidden().flatten(0, 1).indexSelect(0, inputs.tensor("at"));
        Value logits = body.call("self.logits", rows).named("logits");
        Classification.loss(logits, inputs.tensor("targets"), terms);
        terms.regular("balance", BALANCE, decoded.balance());
    }
}
