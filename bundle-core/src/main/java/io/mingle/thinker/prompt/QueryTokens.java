package io.mingle.thinker.prompt;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.position.VisualBlock;
import io.mingle.thinker.tokenizer.SpecialTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts blocks of query tokens behind a prompt.
 *
 * @param prompt with the blocks
 * @param rows the places of the query tokens, ascending
 */
public record QueryTokens(Prompt prompt, int[] rows) {

    /**
     * Appends to a prompt, for each count, {@code <image>}, that many tokens in a row and {@code
     * </image>}.
     *
     * @param merge side of the square of patches that is one visual token
     */
    public static QueryTokens after(
            Prompt prompt, List<Integer> counts, SpecialTokens special, int merge) {
        int more = counts.stream().mapToInt(count -> count + 2).sum();
        int[] ids = Arrays.copyOf(prompt.ids(), Math.addExact(prompt.length(), more));
        List<VisualBlock> blocks = new ArrayList<>(prompt.blocks());
        List<Grid> grids = new ArrayList<>(prompt.grids());
        IntStream.Builder rows = IntStream.builder();
        int at = prompt.length();
        for (int count : counts) {
            ids[at++] = special.imageStart();
            blocks.add(new VisualBlock(at, 1, 1, count));
            grids.add(new Grid(1, merge, merge * count));
            IntStream.range(at, at + count).forEach(rows);
            Arrays.fill(ids, at, at + count, special.imagePatch());
            at += count;
            ids[at++] = special.imageEnd();
        }
        return new QueryTokens(
                new Prompt(ids, blocks, grids, prompt.sounds()), rows.build().toArray());
    }

    /**
     * Returns how many tokens each block has.
     *
     * @throws InvalidRequestException if there is none, or one is not [tokens, hidden]
     */
    public static List<Integer> counts(List<Tensor> queries, int hidden) {
        if (queries.isEmpty()) {
            throw new InvalidRequestException(
                    "States of query tokens were asked for without a query. Give one block or"
                            + " more.");
        }
        for (Tensor query : queries) {
            long[] shape = query.shape();
            if (shape.length != 2 || shape[0] < 1 || shape[1] != hidden) {
                throw new InvalidRequestException(
                        "A block of query tokens has the shape %s; this model takes [tokens, %s]."
                                .formatted(Arrays.toString(shape), hidden));
            }
        }
        return queries.stream().map(query -> Math.toIntExact(query.shape()[0])).toList();
    }
}
