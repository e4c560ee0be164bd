package io.mingle.segmentation.raster;

/**
 * Makes lines one pixel wide (T. Zhang and C. Suen, "A fast parallel algorithm for thinning digital
 * patterns", CACM 27, 1984).
 */
public final class Thinning {

    /** The neighbours in a circle, from the one above clockwise. */
    private static final int[][] CIRCLE = {
        {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}
    };

    private Thinning() {}

    /** Returns the skeleton of a mask. */
    public static BitMask of(BitMask mask) {
        BitMask thin = new BitMask(mask.width(), mask.height(), mask.set().clone());
        boolean changed = true;
        while (changed) {
            changed = pass(thin, true);
            changed |= pass(thin, false);
        }
        return thin;
    }

    /** Takes out what the first or the second half of a round may, all of it at once. */
    private static boolean pass(BitMask mask, boolean first) {
        int[] gone = new int[mask.set().length];
        int count = 0;
        boolean[] around = new boolean[CIRCLE.length];
        for (int at = 0; at < gone.length; at++) {
            if (mask.set()[at] && isEdge(mask, at, around, first)) {
                gone[count++] = at;
            }
        }
        for (int i = 0; i < count; i++) {
            mask.set()[gone[i]] = false;
        }
        return count > 0;
    }

    private static boolean isEdge(BitMask mask, int at, boolean[] around, boolean first) {
        int x = at % mask.width();
        int y = at / mask.width();
        int neighbours = 0;
        for (int i = 0; i < CIRCLE.length; i++) {
            around[i] = mask.at(x + CIRCLE[i][0], y + CIRCLE[i][1]);
            neighbours += around[i] ? 1 : 0;
        }
        int begins = 0;
        for (int i = 0; i < CIRCLE.length; i++) {
            begins += !around[i] && around[(i + 1) % CIRCLE.length] ? 1 : 0;
        }
        boolean inside =
                first
                        ? around[2] && around[4] && (around[0] || around[6])
                        : around[0] && around[6] && (around[2] || around[4]);
        return neighbours >= 2 && neighbours <= 6 && begins == 1 && !inside;
    }
}
