package io.mingle.vision.picture.vp8;

/** The limits of the loop filter in a macroblock (RFC 6386, section 15.2 and 15.3). */
final class FilterLevel {

    private static final int HIGHEST = 63;

    /** 0 where nothing is filtered. */
    final int level;

    final int interior;
    final int variance;

    FilterLevel(int wanted, int sharpness) {
        level = Math.max(0, Math.min(HIGHEST, wanted));
        int limit = sharpness == 0 ? level : level >> (sharpness > 4 ? 2 : 1);
        interior = Math.max(1, sharpness == 0 ? limit : Math.min(limit, 9 - sharpness));
        variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
    }

    /** The limit for edges between the blocks of a macroblock. */
    int inner() {
        return 2 * level + interior;
    }

    /** The limit for edges between macroblocks. */
    int outer() {
        return inner() + 4;
    }
}
