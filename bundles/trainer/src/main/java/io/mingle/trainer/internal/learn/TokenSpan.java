package io.mingle.trainer.internal.learn;

import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The tokens that stand for a part of a text. */
public final class TokenSpan {

    private TokenSpan() {}

    /**
     * Finds the tokens that have a byte of the part.
     *
     * @param ids of the whole text
     * @param from the first character of the part
     * @param end the character behind it
     * @return their numbers, from 0
     */
    public static int[] of(Tokenizer tokenizer, int[] ids, String text, int from, int end) {
        int[] ends = ends(tokenizer, ids);
        return covering(ends, bytes(text, from), bytes(text, end));
    }

    /**
     * Finds the tokens of a text that have the bytes of each token of a part that is the same in
     * another text.
     *
     * @param ids of the other text
     * @param from the first character of the part in the other text
     * @param end the character behind it
     * @param source ids of the text
     * @param at where the part begins in the text
     * @return by the number of the token of the other text
     */
    public static Map<Integer, int[]> same(
            Tokenizer tokenizer,
            int[] ids,
            String text,
            int from,
            int end,
            int[] source,
            String sourceText,
            int at) {
        int[] ends = ends(tokenizer, ids);
        int[] sourceEnds = ends(tokenizer, source);
        int first = bytes(text, from);
        int behind = bytes(text, end);
        int shift = bytes(sourceText, at) - first;
        Map<Integer, int[]> same = new TreeMap<>();
        for (int token : covering(ends, first, behind)) {
            int start = Math.max(first, token == 0 ? 0 : ends[token - 1]);
            int stop = Math.min(behind, ends[token]);
            same.put(token, covering(sourceEnds, start + shift, stop + shift));
        }
        return same;
    }

    private static int[] ends(Tokenizer tokenizer, int... ids) {
        int[] ends = new int[ids.length];
        int all = 0;
        for (int i = 0; i < ids.length; i++) {
            all += tokenizer.bytes(ids[i]).length;
            ends[i] = all;
        }
        return ends;
    }

    private static int[] covering(int[] ends, int first, int behind) {
        return IntStream.range(0, ends.length)
                .filter(it -> ends[it] > first && (it == 0 ? 0 : ends[it - 1]) < behind)
                .toArray();
    }

    private static int bytes(String text, int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
