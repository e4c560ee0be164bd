package io.mingle.trainer.internal.speech;

import io.mingle.nn.Value;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Inputs;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to tell the words of sounds in their order, wherever they are (A. Graves and
 * others, Connectionist Temporal Classification, 2006).
 */
final class WordOrder {

    /** How libtorch numbers a loss for each example. */
    private static final int EACH = 0;

    private WordOrder() {}

    /**
     * Adds what the cost asks for: {@code words}, {@code word_counts}, and the places of each
     * sound.
     *
     * @param name of the tensor with the number of places
     * @param places how many each sound has
     */
    static Batch.Builder addTo(Batch.Builder batch, List<Phrase> phrases, String name, int places) {
        long[] words =
                phrases.stream()
                        .flatMapToLong(it -> Arrays.stream(it.labels()))
                        .map(it -> it + 1)
                        .toArray();
        long[] counts = phrases.stream().mapToLong(it -> it.words().size()).toArray();
        long[] all = new long[phrases.size()];
        Arrays.fill(all, places);
        return batch.numbers("words", words).numbers("word_counts", counts).numbers(name, all);
    }

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
