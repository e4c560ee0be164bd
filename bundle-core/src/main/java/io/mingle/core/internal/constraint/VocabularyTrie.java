package io.mingle.core.internal.constraint;

import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The ordinary tokens of a vocabulary as a tree of their bytes, so that tokens that begin alike are
 * looked at together. The nodes stand in an array, each before those below it. Unchangeable.
 */
final class VocabularyTrie {

    private final int size;
    private final int[] ids;
    private int nodes;
    private int[] depth = new int[1024];
    private byte[] value = new byte[1024];

    /** The node after all that are below one. */
    private int[] after = new int[1024];

    /** The first of the ids that end at a node; the next node's is after the last. */
    private int[] firstId = new int[1024];

    private final int deepest;

    /**
     * @param end the token that ends an answer and writes nothing, however it is flagged
     */
    VocabularyTrie(Tokenizer tokenizer, int end) {
        size = tokenizer.size();
        byte[][] bytes = new byte[size][];
        for (int id = 0; id < size; id++) {
            boolean writes = id != end && !tokenizer.isSpecial(id);
            bytes[id] = writes ? tokenizer.bytes(id) : new byte[0];
        }
        ids =
                IntStream.range(0, size)
                        .filter(id -> bytes[id].length > 0)
                        .boxed()
                        .sorted(Comparator.comparing(id -> bytes[id], Arrays::compareUnsigned))
                        .mapToInt(Integer::intValue)
                        .toArray();
        deepest = longest(bytes);
        byte[] before = {};
        int[] open = new int[deepest];
        for (int i = 0; i < ids.length; i++) {
            byte[] token = bytes[ids[i]];
            int common = Arrays.mismatch(before, token);
            common = common < 0 ? token.length : common;
            for (int at = before.length - 1; at >= common; at--) {
                after[open[at]] = nodes;
            }
            for (int at = common; at < token.length; at++) {
                open[at] = add(at, token[at], i);
            }
            before = token;
        }
        for (int at = 0; at < before.length; at++) {
            after[open[at]] = nodes;
        }
        add(0, (byte) 0, ids.length);
        nodes--;
    }

    private static int longest(byte[][] tokens) {
        return Arrays.stream(tokens).mapToInt(token -> token.length).max().orElse(0);
    }

    private int add(int level, byte letter, int id) {
        if (nodes == depth.length) {
            depth = Arrays.copyOf(depth, 2 * nodes);
            value = Arrays.copyOf(value, 2 * nodes);
            after = Arrays.copyOf(after, 2 * nodes);
            firstId = Arrays.copyOf(firstId, 2 * nodes);
        }
        depth[nodes] = level;
        value[nodes] = letter;
        firstId[nodes] = id;
        return nodes++;
    }

    /** Returns one more than the highest id. */
    int size() {
        return size;
    }

    /** Returns the length of the longest token, in bytes. */
    int deepest() {
        return deepest;
    }

    int nodes() {
        return nodes;
    }

    /** Returns how many bytes come before that of a node. */
    int depth(int node) {
        return depth[node];
    }

    /** Returns the byte of a node, 0 to 255. */
    int value(int node) {
        return value[node] & 0xFF;
    }

    /** Returns the next node that is not below one. */
    int after(int node) {
        return after[node];
    }

    /**
     * Adds the tokens that end at a node.
     *
     * @param need how many characters they need
     */
    void add(int node, int need, NextTokens.Builder tokens) {
        for (int i = firstId[node]; i < firstId[node + 1]; i++) {
            tokens.add(ids[i], need);
        }
    }

    /**
     * Returns the bytes that are tokens of their own: whatever consists of these can be written.
     */
    ByteSet alphabet() {
        ByteSet alphabet = ByteSet.NONE;
        for (int node = 0; node < nodes; node++) {
            if (depth[node] == 0 && firstId[node + 1] > firstId[node]) {
                alphabet = alphabet.or(ByteSet.of(value(node)));
            }
        }
        return alphabet;
    }
}
