package io.mingle.thinker.prompt;

import io.mingle.thinker.position.VisualBlock;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the decoder reads before it answers.
 *
 * @param ids the tokens; not to be changed
 * @param blocks where the visual tokens lie, in order
 * @param grids the patches of the pictures in the same order, for the vision encoder
 */
public record Prompt(int[] ids, List<VisualBlock> blocks, List<Grid> grids) {

    /** Takes unmodifiable copies of the lists. */
    public Prompt {
        blocks = List.copyOf(blocks);
        grids = List.copyOf(grids);
    }

    /**
     * Returns the number of tokens.
     *
     * @return a count
     */
    public int length() {
        return ids.length;
    }

    /**
     * Tells which tokens are visual.
     *
     * @return a new array, true where a feature of the vision encoder takes the token's place
     */
    public boolean[] imageMask() {
        boolean[] mask = new boolean[ids.length];
        for (int row : imageRows()) {
            mask[row] = true;
        }
        return mask;
    }

    /**
     * Returns the places of the visual tokens.
     *
     * @return a new array of indices, ascending, one per feature
     */
    public int[] imageRows() {
        return blocks.stream()
                .flatMapToInt(block -> IntStream.range(block.start(), block.end()))
                .toArray();
    }
}
