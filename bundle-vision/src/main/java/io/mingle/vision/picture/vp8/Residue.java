package io.mingle.vision.picture.vp8;

import java.util.Arrays;

/**
 * Reads the coefficients of macroblocks (RFC 6386, section 13), which depend on whether the blocks
 * above and to the left have any.
 */
final class Residue {

    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    private static final int[][] CATEGORIES = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    private static final int AFTER_SECOND_ORDER = 0;
    private static final int SECOND_ORDER = 1;
    private static final int CHROMA = 2;
    private static final int LUMA = 3;

    /** Blocks of a macroblock that border on the next: 4 of luma, 2 and 2 of chroma, 1. */
    private static final int BORDER = 9;

    private static final int SECOND_ORDER_AT = 8;

    /** 16 blocks of luma, 4 of blue, 4 of red; 16 coefficients each. */
    final int[] coefficients = new int[24 * 16];

    private final int[] probabilities;
    private final int[] secondOrder = new int[16];
    private final boolean[] above;
    private final boolean[] left = new boolean[BORDER];
    private BoolReader in;
    private boolean any;

    Residue(int[] probabilities, int columns) {
        this.probabilities = probabilities;
        this.above = new boolean[BORDER * columns];
    }

    void beginRow() {
        Arrays.fill(left, false);
    }

    /** Passes over a macroblock that has no coefficients. */
    void skip(int column, boolean inBlocks) {
        int kept = inBlocks ? SECOND_ORDER_AT : BORDER;
        Arrays.fill(left, 0, kept, false);
        Arrays.fill(above, BORDER * column, BORDER * column + kept, false);
    }

    /** Reads a macroblock; tells whether it has any coefficient. */
    boolean read(BoolReader from, int column, boolean inBlocks, Quantizer quantizer) {
        in = from;
        any = false;
        Arrays.fill(coefficients, 0);
        int border = BORDER * column;
        int first = 0;
        int type = LUMA;
        if (!inBlocks) {
            Arrays.fill(secondOrder, 0);
            int at = SECOND_ORDER_AT;
            int end =
                    read(
                            SECOND_ORDER,
                            context(border + at, at),
                            0,
                            quantizer.secondOrder,
                            secondOrder,
                            0);
            above[border + at] = left[at] = end > 0;
            Transform.secondOrder(secondOrder, coefficients);
            for (int i = 0; i < 16; i++) {
                any |= coefficients[16 * i] != 0;
            }
            first = 1;
            type = AFTER_SECOND_ORDER;
        }
        square(0, border, 0, 4, type, first, quantizer.luma);
        square(16, border + 4, 4, 2, CHROMA, 0, quantizer.chroma);
        square(20, border + 6, 6, 2, CHROMA, 0, quantizer.chroma);
        return any;
    }

    private void square(
            int block, int top, int side, int size, int type, int first, int[] quantizer) {
        for (int i = 0; i < size * size; i++) {
            int x = i % size;
            int y = i / size;
            int end =
                    read(
                            type,
                            context(top + x, side + y),
                            first,
                            quantizer,
                            coefficients,
                            16 * (block + i));
            any |= end > first;
            above[top + x] = left[side + y] = end > first;
        }
    }

    private int context(int top, int side) {
        return (above[top] ? 1 : 0) + (left[side] ? 1 : 0);
    }

    /** Reads a block and returns the number of the coefficient behind the last. */
    private int read(int type, int context, int first, int[] quantizer, int[] to, int start) {
        int at = Tables.context(type, BANDS[first], context);
        int number = first;
        while (number < 16) {
            if (!in.read(probabilities[at])) {
                return number;
            }
            while (!in.read(probabilities[at + 1])) {
                number++;
                if (number == 16) {
                    return 16;
                }
                at = Tables.context(type, BANDS[number], 0);
            }
            int value = in.read(probabilities[at + 2]) ? large(at) : 1;
            int signed = in.flag() ? -value : value;
            to[start + ZIGZAG[number]] = signed * quantizer[number > 0 ? 1 : 0];
            number++;
            at = Tables.context(type, BANDS[number], value > 1 ? 2 : 1);
        }
        return 16;
    }

    private int large(int at) {
        if (!in.read(probabilities[at + 3])) {
            if (!in.read(probabilities[at + 4])) {
                return 2;
            }
            return 3 + bit(probabilities[at + 5]);
        }
        if (!in.read(probabilities[at + 6])) {
            if (!in.read(probabilities[at + 7])) {
                return 5 + bit(159);
            }
            return 7 + 2 * bit(165) + bit(145);
        }
        int high = bit(probabilities[at + 8]);
        int category = 2 * high + bit(probabilities[at + 9 + high]);
        int extra = 0;
        for (int probability : CATEGORIES[category]) {
            extra = 2 * extra + bit(probability);
        }
        return 3 + (8 << category) + extra;
    }

    private int bit(int probability) {
        return in.read(probability) ? 1 : 0;
    }
}
