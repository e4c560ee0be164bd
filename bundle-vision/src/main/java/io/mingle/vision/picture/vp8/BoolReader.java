package io.mingle.vision.picture.vp8;

/** Reads booleans of given probabilities from a partition (RFC 6386, section 7). */
final class BoolReader {

    private final byte[] data;
    private final int end;
    private int at;

    /** The width of the interval less one, 0 to 254. */
    private int range = 254;

    /** The place in the interval, with {@code bits} further bits behind it. */
    private int value;

    private int bits = -8;
    private boolean exhausted;

    BoolReader(byte[] data, int start, int end) {
        this.data = data;
        this.at = start;
        this.end = end;
    }

    /** Tells whether more was read than there is; it came out as zeros. */
    boolean exhausted() {
        return exhausted;
    }

    /**
     * Reads a boolean.
     *
     * @param probability that it is false, in parts of 256
     */
    boolean read(int probability) {
        if (bits < 0) {
            load();
        }
        int split = range * probability >> 8;
        boolean result = value >> bits > split;
        if (result) {
            range -= split + 1;
            value -= split + 1 << bits;
        } else {
            range = split;
        }
        // The interval is 128 wide at least before the next one.
        int shift = Integer.numberOfLeadingZeros(range + 1) - 24;
        if (shift > 0) {
            range = (range + 1 << shift) - 1;
            bits -= shift;
        }
        return result;
    }

    private void load() {
        exhausted |= at >= end;
        value = value << 8 | (at < end ? data[at++] & 0xff : 0);
        bits += 8;
    }

    boolean flag() {
        return read(128);
    }

    /** Reads an unsigned number, the highest bit first. */
    int number(int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 1 | (flag() ? 1 : 0);
        }
        return number;
    }

    /** Reads a number with its sign behind it. */
    int signed(int length) {
        int number = number(length);
        return flag() ? -number : number;
    }

    /** Reads a number with its sign if it is there, else 0. */
    int optional(int length) {
        return flag() ? signed(length) : 0;
    }

    /**
     * Walks down a tree from its root.
     *
     * @param tree pairs of the next places; a leaf is its value, negated
     * @param probabilities one for each pair, from {@code first} on
     */
    int leaf(int[] tree, int[] probabilities, int first) {
        int place = 0;
        do {
            place = tree[place + (read(probabilities[first + (place >> 1)]) ? 1 : 0)];
        } while (place > 0);
        return -place;
    }
}
