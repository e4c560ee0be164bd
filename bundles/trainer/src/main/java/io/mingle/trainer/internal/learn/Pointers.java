package io.mingle.trainer.internal.learn;

import io.mingle.trainer.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Collects which tokens of a batch are read off which others, for {@link GuidedAttention}. */
public final class Pointers {

    private record Pointer(long state, int first, long[] by, long[] target) {}

    private final List<Pointer> pointers = new ArrayList<>();

    /**
     * Adds a token that is read off some of those between two places of its row.
     *
     * @param state the place of the token before it in the flattened batch
     * @param first where those begin in its row
     * @param by 1 for each of them that is to be found first, 0 for the others
     * @param target 1 for each of them that it is read off; where there is no 1 in both, nothing is
     *     added
     */
    public void add(long state, int first, long[] by, long[] target) {
        if (LongStream.of(by).anyMatch(it -> it == 1)
                && LongStream.of(target).anyMatch(it -> it == 1)) {
            pointers.add(new Pointer(state, first, by, target));
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
        long[] by = new long[count * length];
        long[] target = new long[count * length];
        for (int i = 0; i < count; i++) {
            Pointer one = pointers.get(i);
            states[i] = one.state();
            int at = i * length + one.first();
            System.arraycopy(one.by(), 0, by, at, one.by().length);
            System.arraycopy(one.target(), 0, target, at, one.target().length);
        }
        return batch.numbers("pointers", states, count)
                .numbers("by", by, count, length)
                .numbers("target", target, count, length);
    }
}
