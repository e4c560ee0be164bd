package io.mingle.trainer.internal.learn;

import io.mingle.nn.Value;
import io.mingle.trainer.Inputs;
import java.util.List;

/**
 * What the thinker comes to over the rows of a batch, each token seeing itself and what comes
 * before it.
 *
 * @param hidden [B, S, H]
 * @param balance what it costs that experts are not used alike
 */
public record DecodedBatch(Value hidden, Value balance) {

    /**
     * Writes it, by the tensors {@code positions} and {@code modality}.
     *
     * @param x what enters, [B, S, H]
     * @param rows B, a number
     * @param length S, a number
     */
    public static DecodedBatch of(Inputs inputs, Value x, Value rows, Value length) {
        Value see = CausalMask.of(inputs.body(), rows, length);
        List<Value> decoded =
                inputs.body()
                        .callForAll(
                                List.of("hidden", "balance"),
                                "self.decode_batch",
                                x,
                                inputs.tensor("positions"),
                                inputs.tensor("modality"),
                                see);
        return new DecodedBatch(decoded.get(0), decoded.get(1));
    }
}
