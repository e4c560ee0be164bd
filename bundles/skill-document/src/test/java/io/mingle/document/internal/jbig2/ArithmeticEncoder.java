package io.mingle.document.internal.jbig2;

import java.io.ByteArrayOutputStream;

/** Writes decisions as ITU-T T.88 codes them: annex E for single ones, annex A for numbers. */
final class ArithmeticEncoder {

    /** Of table E.1: Qe, what follows the more and the less probable one, whether they swap. */
    private static final int[][] STATES = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0ac1, 4, 12, 0},
        {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
        {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
        {0x1c01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
        {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
        {0x1c01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
        {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0ac1, 31, 28, 0}, {0x09c1, 32, 29, 0},
        {0x08a1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02a1, 36, 33, 0},
        {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
        {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    /** Numbers below the second are written with so many bits, from the first on (table A.1). */
    private static final long[][] RANGES = {
        {0, 4, 2}, {4, 20, 4}, {20, 84, 6}, {84, 340, 8}, {340, 4436, 12}, {4436, 1L << 32, 32}
    };

    /** What has been learnt of the decisions of one kind. */
    static final class Contexts {
        private final int[] state;
        private final int[] likely;

        Contexts(int size) {
            state = new int[size];
            likely = new int[size];
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long code;
    private int interval = 0x8000;
    private int left = 12;
    private int pending = -1;

    void bit(Contexts contexts, int context, int value) {
        int[] state = STATES[contexts.state[context]];
        interval -= state[0];
        boolean likely = value == contexts.likely[context];
        if (likely && (interval & 0x8000) != 0) {
            code += state[0];
            return;
        }
        if (likely == interval < state[0]) {
            interval = state[0];
        } else {
            code += state[0];
        }
        if (!likely && state[3] == 1) {
            contexts.likely[context] = 1 - contexts.likely[context];
        }
        contexts.state[context] = likely ? state[1] : state[2];
        do {
            interval <<= 1;
            code <<= 1;
            if (--left == 0) {
                put();
            }
        } while ((interval & 0x8000) == 0);
    }

    private void put() {
        if (pending != 0xff && code >= 0x8000000) {
            pending++;
            code &= 0x7ffffff;
        }
        boolean stuffed = pending == 0xff;
        if (pending >= 0) {
            out.write(pending);
        }
        pending = (int) (code >> (stuffed ? 20 : 19));
        code &= stuffed ? 0xfffff : 0x7ffff;
        left = stuffed ? 7 : 8;
    }

    /** Writes a number into contexts of 512. */
    void number(Contexts contexts, long value) {
        int previous = prefix(contexts, 1, value < 0 ? 1 : 0);
        long size = Math.abs(value);
        int range = 0;
        while (size >= RANGES[range][1]) {
            previous = prefix(contexts, previous, 1);
            range++;
        }
        if (range < RANGES.length - 1) {
            previous = prefix(contexts, previous, 0);
        }
        for (int bit = (int) RANGES[range][2] - 1; bit >= 0; bit--) {
            previous = prefix(contexts, previous, (int) ((size - RANGES[range][0]) >> bit & 1));
        }
    }

    /** Writes that there are no more numbers. */
    void end(Contexts contexts) {
        int previous = prefix(contexts, 1, 1);
        for (int i = 0; i < 3; i++) {
            previous = prefix(contexts, previous, 0);
        }
    }

    private int prefix(Contexts contexts, int previous, int value) {
        bit(contexts, previous, value);
        int next = previous << 1 | value;
        return previous < 256 ? next : next & 511 | 256;
    }

    /** Writes which symbol of so many bits it is. */
    void symbol(Contexts contexts, int bits, int value) {
        int previous = 1;
        for (int bit = bits - 1; bit >= 0; bit--) {
            int its = value >> bit & 1;
            bit(contexts, previous, its);
            previous = previous << 1 | its;
        }
    }

    byte[] bytes() {
        long most = code + interval;
        code |= 0xffff;
        if (code >= most) {
            code -= 0x8000;
        }
        for (int i = 0; i < 2; i++) {
            code <<= left;
            put();
        }
        out.write(pending);
        out.write(0xff);
        out.write(0xac);
        return out.toByteArray();
    }
}
