package io.mingle.core.internal.constraint;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Numbers between two, in decimal without an exponent. */
final class NumberRange {

    /** Beyond are more digits than a double tells apart. */
    private static final BigInteger FARTHEST = BigInteger.TEN.pow(15).subtract(BigInteger.ONE);

    private final Languages languages;
    private final Between digits;
    private BigInteger low = FARTHEST.negate();
    private BigInteger high = FARTHEST;

    NumberRange(Languages languages) {
        this.languages = languages;
        this.digits = new Between(languages, '0', '9');
    }

    /**
     * Leaves out the integers below a bound.
     *
     * @param exclusive whether the bound itself goes, too
     */
    void from(BigDecimal bound, boolean exclusive) {
        BigInteger least =
                exclusive
                        ? bound.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE)
                        : bound.setScale(0, RoundingMode.CEILING).toBigInteger();
        low = low.max(least);
    }

    /** Leaves out the integers above a bound. */
    void to(BigDecimal bound, boolean exclusive) {
        BigInteger most =
                exclusive
                        ? bound.setScale(0, RoundingMode.CEILING)
                                .toBigInteger()
                                .subtract(BigInteger.ONE)
                        : bound.setScale(0, RoundingMode.FLOOR).toBigInteger();
        high = high.min(most);
    }

    /** Returns the integers. */
    Language integers() {
        return languages.or(
                languages.then(
                        languages.text("-"),
                        natural(high.negate().max(BigInteger.ONE), low.negate())),
                natural(low.max(BigInteger.ZERO), high));
    }

    /**
     * Returns what lies between two whole numbers that are bounds, with a fraction that does not
     * end in 0, and so is none of them.
     */
    Language fractionsBetween(BigInteger from, BigInteger to) {
        Language fraction =
                languages.then(
                        languages.text("."),
                        languages.times(languages.bytes(ByteSet.of('0', '9')), 0, 14),
                        languages.bytes(ByteSet.of('1', '9')));
        Language positive =
                languages.then(
                        natural(from.max(BigInteger.ZERO), to.subtract(BigInteger.ONE)), fraction);
        Language negative =
                languages.then(
                        languages.text("-"),
                        natural(
                                to.negate().max(BigInteger.ZERO),
                                from.negate().subtract(BigInteger.ONE)),
                        fraction);
        return languages.or(positive, negative);
    }

    /** Returns the numbers from one to another, 0 or more, without leading zeros. */
    private Language natural(BigInteger from, BigInteger to) {
        List<Language> lengths = new ArrayList<>();
        BigInteger last = to.min(FARTHEST);
        BigInteger first = from;
        while (first.compareTo(last) <= 0) {
            BigInteger next = BigInteger.TEN.pow(first.toString().length());
            BigInteger end = last.min(next.subtract(BigInteger.ONE));
            lengths.add(digits.of(bytes(first), bytes(end)));
            first = next;
        }
        return languages.or(lengths);
    }

    private static byte[] bytes(BigInteger value) {
        return value.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static BigInteger farthest() {
        return FARTHEST;
    }
}
