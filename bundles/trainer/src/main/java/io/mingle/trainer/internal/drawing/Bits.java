package io.mingle.trainer.internal.drawing;

import io.mingle.api.perception.Mask;
import java.awt.Shape;

/**
 * Which pixels of a square picture belong to something.
 *
 * @param all row by row
 */
record Bits(int side, boolean[] all) {

    /** Reads runs that go down the columns, the first one of what is outside. */
    static Bits of(Mask mask) {
        boolean[] bits = new boolean[mask.width() * mask.height()];
        int at = 0;
        boolean inside = false;
        for (int run : mask.runs()) {
            for (int i = 0; i < run; i++, at++) {
                bits[at % mask.height() * mask.width() + at / mask.height()] = inside;
            }
            inside = !inside;
        }
        return new Bits(mask.width(), bits);
    }

    /** Fills shapes whose outlines are in pixels. */
    static Bits of(int side, Shape... outlines) {
        boolean[] bits = new boolean[side * side];
        for (int i = 0; i < bits.length; i++) {
            for (Shape outline : outlines) {
                bits[i] |= outline.contains(i % side + 0.5, i / side + 0.5);
            }
        }
        return new Bits(side, bits);
    }

    /** Returns the intersection over the union, 0 for two that are empty. */
    double overlap(Bits other) {
        int common = 0;
        int any = 0;
        for (int i = 0; i < all.length; i++) {
            common += all[i] && other.all[i] ? 1 : 0;
            any += all[i] || other.all[i] ? 1 : 0;
        }
        return any == 0 ? 0 : (double) common / any;
    }

    /** Returns how many of the pixels lie within {@code reach} rows and columns of the others. */
    int near(Bits other, int reach) {
        int near = 0;
        for (int i = 0; i < all.length; i++) {
            near += all[i] && other.hasNear(i % side, i / side, reach) ? 1 : 0;
        }
        return near;
    }

    private boolean hasNear(int x, int y, int reach) {
        for (int row = Math.max(0, y - reach); row <= Math.min(side - 1, y + reach); row++) {
            for (int at = Math.max(0, x - reach); at <= Math.min(side - 1, x + reach); at++) {
                if (all[row * side + at]) {
                    return true;
                }
            }
        }
        return false;
    }

    int count() {
        int count = 0;
        for (boolean one : all) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
