package io.mingle.trainer.internal.learn;

import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A text with the tokens that stand for its parts. Immutable. */
public final class TokenizedText {

    private final String text;

    /** Where the bytes of each token end. */
    private final int[] ends;

    private TokenizedText(String text, int... ends) {
        this.text = text;
        this.ends = ends;
    }

    /** Tokenizes a text. */
    public static TokenizedText of(Tokenizer tokenizer, String text) {
        int[] ends = tokenizer.encode(text);
        int all = 0;
        for (int i = 0; i < ends.length; i++) {
            all += tokenizer.bytes(ends[i]).length;
            ends[i] = all;
        }
        return new TokenizedText(text, ends);
    }

    /**
     * Finds the tokens that have a byte of a part.
     *
     * @param from the first character of the part
     * @param end the character behind it
     * @return their numbers, from 0
     */
    public int[] tokens(int from, int end) {
        return covering(bytes(from), bytes(end));
    }

    /**
     * Finds the tokens of another text that have the bytes of each token of a part, which is the
     * same in both.
     *
     * @param from the first character of the part
     * @param end the character behind it
     * @param at where the part begins in the other text
     * @return by the number of the token of this text
     */
    public Map<Integer, int[]> same(int from, int end, TokenizedText other, int at) {
        int first = bytes(from);
        int behind = bytes(end);
        int shift = other.bytes(at) - first;
        Map<Integer, int[]> same = new TreeMap<>();
        for (int token : covering(first, behind)) {
            int start = Math.max(first, start(token));
            int stop = Math.min(behind, ends[token]);
            same.put(token, other.covering(start + shift, stop + shift));
        }
        return same;
    }

    private int[] covering(int first, int behind) {
        return IntStream.range(0, ends.length)
                .filter(it -> ends[it] > first && start(it) < behind)
                .toArray();
    }

    private int start(int token) {
        return token == 0 ? 0 : ends[token - 1];
    }

    private int bytes(int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
