package io.mingle.core.internal.constraint;

/** A set of bytes, as four words of bits. */
record ByteSet(long word0, long word1, long word2, long word3) {

    static final ByteSet NONE = new ByteSet(0, 0, 0, 0);
    static final ByteSet ALL = new ByteSet(-1, -1, -1, -1);

    /** Returns the bytes from one value to another, both included, 0 to 255. */
    static ByteSet of(int from, int to) {
        long[] words = new long[4];
        for (int value = from; value <= to; value++) {
            words[value >> 6] |= 1L << value;
        }
        return new ByteSet(words[0], words[1], words[2], words[3]);
    }

    static ByteSet of(int value) {
        return of(value, value);
    }

    boolean contains(int value) {
        long word =
                switch (value >> 6) {
                    case 0 -> word0;
                    case 1 -> word1;
                    case 2 -> word2;
                    default -> word3;
                };
        return (word >>> value & 1) != 0;
    }

    boolean isEmpty() {
        return (word0 | word1 | word2 | word3) == 0;
    }

    ByteSet and(ByteSet other) {
        return new ByteSet(
                word0 & other.word0, word1 & other.word1, word2 & other.word2, word3 & other.word3);
    }

    ByteSet or(ByteSet other) {
        return new ByteSet(
                word0 | other.word0, word1 | other.word1, word2 | other.word2, word3 | other.word3);
    }
}
