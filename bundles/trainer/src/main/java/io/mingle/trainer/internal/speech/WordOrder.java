package io.mingle.trainer.internal.speech;

import io.mingle.nn.Value;
import io.mingle.trainer.Inputs;

/**
 * What it costs to tell the words of sounds in their order, wherever they are (A. Graves and
 * others, Connectionist Temporal Classification, 2006).
 */
final class WordOrder {

    /** How libtorch numbers a loss for each example. */
    private static final int EACH = 0;

    private WordOrder() {}

    /**
     * Writes the cost of a place, on average.
     *
     * @param chances logarithms, [places, B, labels + 1]; 0 is no word
     * @param inputs have {@code words}, those of all sounds behind one another, and {@code
     *     word_counts [B]}
     * @param places the name of the tensor with the number of places of each, [B]
     */
    static Value cost(Value chances, Inputs inputs, String places) {
        Value each =
                chances.call(
                        "torch.ctc_loss",
                        inputs.tensor("words"),
                        inputs.integers(places),
                        inputs.integers("word_counts"),
                        0,
                        EACH,
                        true);
        return each.call("torch.mean").over(chances.size(0));
    }
}
