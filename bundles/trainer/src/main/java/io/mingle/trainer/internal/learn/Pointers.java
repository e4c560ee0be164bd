package io.mingle.trainer.internal.learn;

import io.mingle.trainer.Batch;
import java.util.ArrayList;
import java.util.List;

/** Collects which tokens of a batch are read off which others, for {@link GuidedAttention}. */
public final class Pointers {

    private record Pointer(long state, int first, long[] shown) {}

    private final List<Pointer> pointers = new ArrayList<>();

    /**
     * Adds a token that is read off some of those between two places of its row.
     *
     * @param state the place of the token before it in the flattened batch
     * @param first where those begin in its row
     * @param shown 1 for each of them that it is read off, 0 for the others; where there is no 1,
     *     nothing is added
     */
    public void add(long state, int first, long[] shown) {
        for (long one : shown) {
            if (one == 1) {
                pointers.add(new Pointer(state, first, shown));
                return;
            }
        }
    }

    /**
     * Adds the tensors.
     *
     * @param length of a row
     */
    public Batch.Builder addTo(Batch.Builder batch, int length) {
        int count = pointers.size();
        long[] states = new long[count];
        long[] target = new long[count * length];
        for (int i = 0; i < count; i++) {
            Pointer one = pointers.get(i);
            states[i] = one.state();
            System.arraycopy(one.shown(), 0, target, i * length + one.first(), one.shown().length);
        }
        return batch.numbers("pointers", states, count).numbers("target", target, count, length);
    }
}
