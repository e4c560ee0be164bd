package io.mingle.core.internal.sampling;

import java.util.Arrays;
import java.util.BitSet;

/** The tokens so far, prompt and answer, and the set of those that occurred. For one thread. */
final class TokenHistory {

    private final BitSet seen = new BitSet();
    private int[] ids;
    private int length;
    private int[] distinct = new int[64];
    private int distinctCount;

    TokenHistory(int[] prompt, int expectedMore) {
        ids = new int[Math.addExact(prompt.length, Math.min(expectedMore, 4096))];
        for (int id : prompt) {
            add(id);
        }
    }

    void add(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, Math.max(16, 2 * length));
        }
        ids[length++] = id;
        if (!seen.get(id)) {
            seen.set(id);
            if (distinctCount == distinct.length) {
                distinct = Arrays.copyOf(distinct, 2 * distinctCount);
            }
            distinct[distinctCount++] = id;
        }
    }

    int length() {
        return length;
    }

    int get(int at) {
        return ids[at];
    }

    int distinctCount() {
        return distinctCount;
    }

    /** Returns one of the tokens that occurred, in the order of their first occurrence. */
    int distinct(int at) {
        return distinct[at];
    }
}
