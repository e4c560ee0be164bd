package io.mingle.core.internal.constraint;

import java.util.Arrays;

/**
 * The tokens that may come next, and how many characters each needs: those that it begins, and
 * those that have to follow it. How many there may be is a cut then, and not another search.
 */
final class NextTokens {

    private final long[] all;

    /** Those that need some characters, the ones that need the most first. */
    private final int[] ids;

    /** How many of them need more than so many characters. */
    private final int[] tooLong;

    private NextTokens(long[] all, int[] ids, int[] tooLong) {
        this.all = all;
        this.ids = ids;
        this.tooLong = tooLong;
    }

    /**
     * Returns a bit for each id.
     *
     * @param most how many characters there may be
     * @return not to be changed
     */
    long[] within(int most) {
        if (most >= tooLong.length) {
            return all;
        }
        long[] some = all.clone();
        for (int i = 0; i < tooLong[most]; i++) {
            some[ids[i] >> 6] &= ~(1L << ids[i]);
        }
        return some;
    }

    /** Estimates what it takes of the memory. */
    long bytes() {
        return 8L * all.length + 4L * ids.length + 4L * tooLong.length;
    }

    /** Collects tokens. */
    static final class Builder {
        private final long[] all;
        private int[] ids = new int[64];
        private int[] needs = new int[64];
        private int count;
        private int most;

        /**
         * @param size one more than the highest id
         */
        Builder(int size) {
            all = new long[(size + 63) / 64];
        }

        /**
         * @param need how many characters it needs, 0 or more
         */
        void add(int id, int need) {
            all[id >> 6] |= 1L << id;
            if (need > 0) {
                if (count == ids.length) {
                    ids = Arrays.copyOf(ids, 2 * count);
                    needs = Arrays.copyOf(needs, 2 * count);
                }
                ids[count] = id;
                needs[count++] = need;
                most = Math.max(most, need);
            }
        }

        NextTokens build() {
            int[] tooLong = new int[most];
            for (int i = 0; i < count; i++) {
                tooLong[needs[i] - 1]++;
            }
            for (int need = most - 2; need >= 0; need--) {
                tooLong[need] += tooLong[need + 1];
            }
            int[] places = Arrays.copyOf(tooLong, most);
            int[] sorted = new int[count];
            for (int i = 0; i < count; i++) {
                sorted[--places[needs[i] - 1]] = ids[i];
            }
            return new NextTokens(all, sorted, tooLong);
        }
    }
}
