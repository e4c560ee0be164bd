package io.mingle.trainer.picture;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.Batch;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects where in a batch an answer is about to say a place, and which place that is. */
final class Pointers {

    private final Grid grid;
    private final int merge;
    private final List<Long> states = new ArrayList<>();
    private final List<Long> samples = new ArrayList<>();
    private final List<long[]> targets = new ArrayList<>();

    Pointers(Grid grid, int merge) {
        this.grid = grid;
        this.merge = merge;
    }

    /**
     * Adds what a turn points to; those of clips point to nothing.
     *
     * @param number of the sample in the batch
     * @param state where the token before the answer lies in the flattened batch
     */
    void add(int number, Turn turn, int state, PromptEncoder prompts) {
        for (Pointing pointing : turn.pointings()) {
            int before = prompts.tokens(turn.answer(), pointing.from());
            states.add((long) state + before);
            samples.add((long) number);
            targets.add(PlaceLabels.target(pointing, grid, merge));
        }
    }

    /** Adds the tensors; see {@link PictureObjective}. */
    Batch.Builder addTo(Batch.Builder batch) {
        int count = states.size();
        int blocks = grid.tokens(merge);
        long[] flat = targets.stream().flatMapToLong(Arrays::stream).toArray();
        return batch.numbers("pointers", unbox(states), count)
                .numbers("pointed", unbox(samples), count)
                .numbers("target", flat, count, blocks);
    }

    private static long[] unbox(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
