package io.mingle.gui.action;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the numbers of a spot count. */
public enum Scale {
    /** Fractions of the screen with three digits, as {@code 0.384}. */
    FRACTIONS(1),
    /** Whole numbers from 0 at one edge to 999 at the other. */
    TO_999(999),
    /** Whole numbers from 0 at one edge to 1000 at the other. */
    TO_1000(1000),
    /** Pixels of the screenshot. */
    PIXELS(0);

    /** How far beyond the edge a spot may be and is still taken for one at the edge. */
    private static final double SLACK = 0.002;

    private final int whole;

    Scale(int whole) {
        this.whole = whole;
    }

    /**
     * Writes a coordinate.
     *
     * @param fraction 0 to 1
     * @param side of the screen in pixels
     */
    String write(double fraction, int side) {
        if (this == FRACTIONS) {
            return BigDecimal.valueOf(fraction).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
        }
        if (this == PIXELS) {
            return Integer.toString(Math.min(side - 1, (int) (fraction * side)));
        }
        return Long.toString(Math.round(fraction * whole));
    }

    /**
     * Returns the fraction that a coordinate means.
     *
     * @param number as it was written
     * @param side of the screen in pixels
     * @return 0 to 1, or NaN if it is not on the screen
     */
    double fraction(BigDecimal number, int side) {
        double value = number.doubleValue();
        double fraction =
                switch (this) {
                    case FRACTIONS -> value;
                    // The middle of the pixel.
                    case PIXELS -> value == side ? 1 : (value + 0.5) / side;
                    case TO_999, TO_1000 -> value / whole;
                };
        boolean onScreen = fraction >= -SLACK && fraction <= 1 + SLACK;
        return onScreen ? Math.max(0, Math.min(1, fraction)) : Double.NaN;
    }

    /**
     * Returns what a group of numbers counts, where this was expected: fractions are known by their
     * point, and numbers that are too large for fractions are taken for thousandths.
     */
    Scale of(Iterable<BigDecimal> numbers) {
        boolean small = true;
        boolean pointed = false;
        for (BigDecimal number : numbers) {
            small &= number.abs().compareTo(BigDecimal.ONE) <= 0;
            pointed |= number.scale() > 0;
        }
        if (small && pointed) {
            return FRACTIONS;
        }
        return this == FRACTIONS && !small ? TO_1000 : this;
    }
}
