package io.mingle.trainer.internal.batch;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Samples of one task on canvases of one size, for one batch or for several times as much.
 *
 * <p>A model that is right nearly always learns from the few samples that it finds hard (A. Jiang
 * and others, Accelerating Deep Learning by Focusing on the Biggest Losers, 2019). To find them
 * takes the way forward through the networks, which for each candidate is a third of what learning
 * from it would take.
 */
public final class Candidates {

    private final List<Drawn> drawn;
    private final int room;
    private final Function<List<Drawn>, Batch> layout;
    private final List<Batch> batches;

    /**
     * @param room how many samples a batch holds; divides their number
     * @param layout makes a batch of samples
     */
    Candidates(List<Drawn> drawn, int room, Function<List<Drawn>, Batch> layout) {
        this.drawn = drawn;
        this.room = room;
        this.layout = layout;
        this.batches =
                IntStream.range(0, drawn.size() / room)
                        .mapToObj(i -> layout.apply(drawn.subList(i * room, (i + 1) * room)))
                        .toList();
    }

    /** Returns how many samples there are. */
    public int samples() {
        return drawn.size();
    }

    /** Returns all samples, in one batch or several. */
    public List<Batch> batches() {
        return batches;
    }

    /**
     * Returns one batch of the samples with the greatest losses.
     *
     * @param losses the loss of every sample, in the order of {@link #batches()}
     */
    public Batch hardest(List<float[]> losses) {
        float[] all = new float[drawn.size()];
        for (int batch = 0; batch < losses.size(); batch++) {
            System.arraycopy(losses.get(batch), 0, all, batch * room, room);
        }
        return layout.apply(
                IntStream.range(0, all.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -all[i]))
                        .limit(room)
                        .map(drawn::get)
                        .toList());
    }
}
