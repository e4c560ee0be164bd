package io.mingle.parity;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far found values are from the expected ones of the reference, and whether that is near
 * enough.
 *
 * <ul>
 *   <li>Whole numbers have to be the same.
 *   <li>float32: no value differs by more than 2 · 10⁻⁵ of the largest expected one, which is six
 *       times what the order of additions was found to make.
 *   <li>bfloat16, after few operations: at most one value in a thousand is more than two steps of
 *       rounding away, and none more than eight.
 *   <li>bfloat16, after many operations, where the order of additions decides on last digits and
 *       these on later ones: in the root mean square, the distance to the reference's float32 run
 *       is at most 1.25 times, and the distance to its bfloat16 run at most 1.5 times the distance
 *       of these two from one another, which is the noise that bfloat16 makes.
 * </ul>
 *
 * @param part the difference as a part of what is allowed; above 1 is too far
 * @param found the difference, for a table
 * @param allowed the most that is near enough, for a table
 * @param withinTwoSteps in bfloat16: the share of values at most two steps of rounding away
 * @param detail what differs most, for a message
 */
public record Difference(
        double part, String found, String allowed, OptionalDouble withinTwoSteps, String detail) {

    private static final double FLOAT32 = 2e-5;
    private static final double FAR_VALUES = 1e-3;
    private static final double FARTHEST = 8;
    private static final double OWN_NOISE = 1.25;
    private static final double NOISE_BETWEEN = 1.5;

    /** Returns whether it is near enough. */
    public boolean within() {
        return part <= 1;
    }

    /**
     * Insists on its being near enough, for tests.
     *
     * @param what was compared
     * @throws AssertionError if it is not
     */
    public void require(String what) {
        if (!within()) {
            throw new AssertionError(
                    "%s: %s, allowed is %s. %s".formatted(what, found, allowed, detail));
        }
    }

    /** Returns the difference that is farthest from being allowed, of one or more. */
    public static Difference worst(Collection<Difference> differences) {
        return differences.stream()
                .max(Comparator.comparingDouble(Difference::part))
                .orElseThrow(() -> new IllegalArgumentException("There is no difference."));
    }

    /** Compares whole numbers. */
    public static Difference whole(long[] expected, long[] found) {
        Difference shape = shape(expected.length, found.length);
        if (shape != null) {
            return shape;
        }
        int other = 0;
        int first = -1;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] != found[i]) {
                first = other++ == 0 ? i : first;
            }
        }
        return new Difference(
                other == 0 ? 0 : Double.POSITIVE_INFINITY,
                "%s of %s".formatted(other, expected.length),
                "0",
                OptionalDouble.empty(),
                other == 0
                        ? ""
                        : "Number %s is %s, expected %s"
                                .formatted(first, found[first], expected[first]));
    }

    /** Compares float32 values, by the measure for float32. */
    public static Difference float32(float[] expected, float[] found) {
        return float32(expected, found, FLOAT32);
    }

    /** Compares values, of which none may differ by more than {@code most} of the largest. */
    public static Difference float32(float[] expected, float[] found, double most) {
        Difference shape = shape(expected.length, found.length);
        if (shape != null) {
            return shape;
        }
        double scale = 0;
        double worst = 0;
        int at = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - found[i]);
            scale = Math.max(scale, Math.abs(expected[i]));
            // What is no number is the worst there is, and stays it.
            if (!(difference <= worst) && !Double.isNaN(worst)) {
                worst = difference;
                at = i;
            }
        }
        double part = worst == 0 ? 0 : worst / scale;
        return new Difference(
                part / most,
                format("%.1e of scale", part),
                format("%.0e", most),
                OptionalDouble.empty(),
                expected.length == 0
                        ? ""
                        : "Value %s is %s, expected %s; the largest expected is %s"
                                .formatted(at, found[at], expected[at], scale));
    }

    /** Compares bfloat16 values after few operations. */
    public static Difference bfloat16(float[] expected, float[] found) {
        Difference shape = shape(expected.length, found.length);
        if (shape != null) {
            return shape;
        }
        Steps steps = Steps.between(expected, found);
        double far = (double) steps.far() / expected.length;
        return new Difference(
                Math.max(far / FAR_VALUES, steps.worst() / FARTHEST),
                format("%.2f %% over 2 steps, worst %.1f", 100 * far, steps.worst()),
                format("%.1f %%, %.0f", 100 * FAR_VALUES, FARTHEST),
                OptionalDouble.of(1 - far),
                steps.far() + " of " + expected.length + " values are far");
    }

    /**
     * Compares bfloat16 values after many operations.
     *
     * @param expected of the reference's bfloat16 run
     * @param exact of the reference's float32 run
     */
    public static Difference bfloat16(float[] expected, float[] exact, float[] found) {
        Difference shape = shape(expected.length, found.length);
        if (shape != null) {
            return shape;
        }
        double noise = distance(expected, exact);
        double own = distance(found, exact);
        double between = distance(found, expected);
        Steps steps = Steps.between(expected, found);
        return new Difference(
                Math.max(own / OWN_NOISE, between / NOISE_BETWEEN) / noise,
                format("%.2f and %.2f of noise", own / noise, between / noise),
                format("%.2f, %.1f", OWN_NOISE, NOISE_BETWEEN),
                OptionalDouble.of(1 - (double) steps.far() / expected.length),
                format(
                        "In the root mean square the reference's bfloat16 run is %.5f away from its"
                                + " float32 run; this run is %.5f away from that and %.5f from the"
                                + " reference's bfloat16 run",
                        noise, own, between));
    }

    private static Difference shape(int expected, int found) {
        return expected == found
                ? null
                : new Difference(
                        Double.POSITIVE_INFINITY,
                        found + " values",
                        expected + " values",
                        OptionalDouble.empty(),
                        "The shapes differ");
    }

    private static double distance(float[] one, float[] other) {
        float[] difference = Arrays.copyOf(one, one.length);
        for (int i = 0; i < one.length; i++) {
            difference[i] -= other[i];
        }
        return Steps.size(difference);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
