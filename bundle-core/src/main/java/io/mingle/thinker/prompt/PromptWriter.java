package io.mingle.thinker.prompt;

import io.mingle.thinker.position.VisualBlock;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects ids. Words between two special tokens are encoded together, because that is what a
 * tokenizer that reads the whole prompt at once does.
 */
final class PromptWriter {

    private final Tokenizer tokenizer;
    private final StringBuilder words = new StringBuilder();
    private final List<VisualBlock> blocks = new ArrayList<>();
    private final List<Grid> grids = new ArrayList<>();
    private final List<Span> sounds = new ArrayList<>();
    private int[] ids = new int[256];
    private int length;

    PromptWriter(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    void words(String text) {
        words.append(text);
    }

    void special(int id) {
        flush();
        put(id, 1);
    }

    void visual(int id, Grid grid, int merge) {
        flush();
        VisualBlock block =
                new VisualBlock(length, grid.time(), grid.height() / merge, grid.width() / merge);
        put(id, block.tokens());
        blocks.add(block);
        grids.add(grid);
    }

    void audio(int id, int tokens) {
        flush();
        sounds.add(new Span(length, tokens));
        put(id, tokens);
    }

    Prompt finish() {
        flush();
        return new Prompt(Arrays.copyOf(ids, length), blocks, grids, sounds);
    }

    private void flush() {
        if (words.isEmpty()) {
            return;
        }
        int[] encoded = tokenizer.encode(words.toString());
        words.setLength(0);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, ids, length, encoded.length);
        length += encoded.length;
    }

    private void put(int id, int times) {
        reserve(times);
        Arrays.fill(ids, length, length + times, id);
        length += times;
    }

    private void reserve(int more) {
        int needed = Math.addExact(length, more);
        if (needed > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(needed, 2 * ids.length));
        }
    }
}
