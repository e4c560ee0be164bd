package io.mingle.audio.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How near computed values have to be to those of the reference implementation. */
public final class Near {

    private static final double FLOAT32 = 1e-4;

    private Near() {}

    /** In float32: no value differs by more than 10⁻⁴ of the largest. */
    public static void float32(String what, float[] expected, float[] found) {
        float32(what, expected, found, FLOAT32);
    }

    /** No value differs by more than {@code part} of the largest. */
    public static void float32(String what, float[] expected, float[] found, double part) {
        assertEquals(expected.length, found.length, what);
        double scale = 0;
        double worst = 0;
        int at = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - found[i]);
            scale = Math.max(scale, Math.abs(expected[i]));
            if (!(difference <= worst)) {
                worst = difference;
                at = i;
            }
        }
        assertTrue(
                worst <= part * scale,
                "%s: value %d is %s, expected %s; the largest expected is %s"
                        .formatted(what, at, found[at], expected[at], scale));
    }

    /**
     * In bfloat16, after few operations: at most one value in a thousand is more than two steps of
     * rounding away, and none more than eight.
     */
    public static void bfloat16(String what, float[] expected, float[] found) {
        assertEquals(expected.length, found.length, what);
        double floor = size(expected);
        int far = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double step = Math.ulp((float) Math.max(Math.abs(expected[i]), floor)) * 0x1p16;
            double steps = Math.abs((double) expected[i] - found[i]) / step;
            worst = steps <= worst ? worst : steps;
            far += steps <= 2 ? 0 : 1;
        }
        assertTrue(
                far * 1000L <= expected.length && worst <= 8,
                "%s: %d of %d values are more than two bfloat16 steps away, the worst %.1f"
                        .formatted(what, far, expected.length, worst));
    }

    /**
     * In bfloat16, after many operations, where the order of additions decides on last digits and
     * these on later ones: as near to the float32 result as the reference's bfloat16 result is, and
     * no farther from that than two such results are from one another.
     */
    public static void bfloat16(String what, float[] expected, float[] exact, float[] found) {
        double noise = distance(expected, exact);
        double own = distance(found, exact);
        double between = distance(found, expected);
        assertTrue(
                own <= 1.25 * noise && between <= 1.5 * noise,
                ("%s: in the root mean square the reference's bfloat16 run is %.5f away from its"
                                + " float32 run; this run is %.5f away from that and %.5f from the"
                                + " reference's bfloat16 run")
                        .formatted(what, noise, own, between));
    }

    private static double distance(float[] one, float[] other) {
        assertEquals(one.length, other.length);
        float[] difference = new float[one.length];
        for (int i = 0; i < one.length; i++) {
            difference[i] = one[i] - other[i];
        }
        return size(difference);
    }

    private static double size(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum / values.length);
    }
}
