package io.mingle.thinker.prompt;

import io.mingle.thinker.position.VisualBlock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the decoder reads before it answers.
 *
 * @param ids the tokens; not to be changed
 * @param blocks where the visual tokens lie, in order
 * @param grids the patches of the pictures and videos in the same order, for the vision encoder
 * @param sounds where the audio tokens lie, in order, a span for each sound
 */
public record Prompt(int[] ids, List<VisualBlock> blocks, List<Grid> grids, List<Span> sounds) {

    private static final int IMAGE = 1;
    private static final int AUDIO = 2;

    /** Takes unmodifiable copies of the lists. */
    public Prompt {
        blocks = List.copyOf(blocks);
        grids = List.copyOf(grids);
        sounds = List.copyOf(sounds);
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
     * Tells which router each token passes.
     *
     * @return a new array: 0 for text, 1 where a feature of the vision encoder takes the token's
     *     place, 2 where one of the audio encoder does
     */
    public int[] modality() {
        int[] kinds = new int[ids.length];
        blocks.forEach(block -> Arrays.fill(kinds, block.start(), block.end(), IMAGE));
        sounds.forEach(sound -> Arrays.fill(kinds, sound.start(), sound.end(), AUDIO));
        return kinds;
    }

    /**
     * Returns the places of the features of all encoders.
     *
     * @return a new array of indices, ascending, one per visual or audio token
     */
    public int[] encodedRows() {
        int[] kinds = modality();
        return IntStream.range(0, kinds.length).filter(row -> kinds[row] != 0).toArray();
    }
}
