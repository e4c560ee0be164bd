package io.mingle.trainer.internal.learn;

import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
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
        int first = bytes(text, from);
        int behind = bytes(text, end);
        int[] ends = new int[ids.length];
        int all = 0;
        for (int i = 0; i < ids.length; i++) {
            all += tokenizer.bytes(ids[i]).length;
            ends[i] = all;
        }
        return IntStream.range(0, ids.length)
                .filter(it -> ends[it] > first && (it == 0 ? 0 : ends[it - 1]) < behind)
                .toArray();
    }

    private static int bytes(String text, int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
