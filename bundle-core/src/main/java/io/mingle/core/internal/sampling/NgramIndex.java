package io.mingle.core.internal.sampling;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Finds what followed the last {@code n - 1} tokens wherever they occurred before, without reading
 * the history again: every sequence of {@code n - 1} tokens is entered once, in a hash table of
 * chains. For one thread.
 */
final class NgramIndex {

    private static final int END = -1;

    private final TokenHistory history;
    private final int prefix;
    private int[] heads;
    private int[] next;
    private int entered;

    /**
     * @param history grows while this index is in use; never changes otherwise
     * @param n length of the sequences, 2 or more
     */
    NgramIndex(TokenHistory history, int n) {
        this.history = history;
        this.prefix = n - 1;
        this.heads = new int[256];
        this.next = new int[256];
        Arrays.fill(heads, END);
    }

    /** Passes every token that would complete a sequence that occurred; some more than once. */
    void followers(IntConsumer found) {
        enterNew();
        int last = history.length() - prefix;
        if (last < 0) {
            return;
        }
        for (int at = heads[slot(last)]; at != END; at = next[at]) {
            if (same(at, last)) {
                found.accept(history.get(at + prefix));
            }
        }
    }

    /** Enters the sequences whose follower is known by now. */
    private void enterNew() {
        int known = history.length() - prefix;
        if (known > next.length) {
            grow(known);
        }
        while (entered < known) {
            link(entered++);
        }
    }

    private void grow(int needed) {
        int size = Integer.highestOneBit(Math.max(needed, 2 * next.length) - 1) << 1;
        next = new int[size];
        heads = new int[size];
        Arrays.fill(heads, END);
        for (int at = 0; at < entered; at++) {
            link(at);
        }
    }

    private void link(int at) {
        int slot = slot(at);
        next[at] = heads[slot];
        heads[slot] = at;
    }

    private int slot(int from) {
        int hash = 0;
        for (int i = from; i < from + prefix; i++) {
            hash = (hash ^ history.get(i)) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash & (heads.length - 1);
    }

    private boolean same(int one, int two) {
        for (int i = 0; i < prefix; i++) {
            if (history.get(one + i) != history.get(two + i)) {
                return false;
            }
        }
        return true;
    }
}
