package io.mingle.core.internal.runtime;

import io.mingle.tensor.DataType;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * How long a product of bfloat16 matrices takes beside one of float32, which is what tells whether
 * a processor has arithmetic in bfloat16: that a library has a kernel for it does not, as some
 * emulate it.
 *
 * <p>Measured in libtorch 2.7.1: a fifth of the time with AVX512-BF16 on AMD Zen 5, 1.5 to 2 times
 * on an Intel Xeon with AVX512-BF16 and without AMX, 4 times with AVX-512 alone, 5 to 9 times with
 * AVX2.
 *
 * @param ratio times as long as in float32
 */
record Bfloat16Cost(double ratio) {

    /** Times that the short one is tried for each time of the one that may be long. */
    private static final int FULL_EACH = 3;

    private static final int FEWEST_TURNS = 2;

    /** The first ones make the kernels; on a busy machine, others are interrupted. */
    private static final int MOST_TURNS = 24;

    private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /**
     * Times both in turn and takes the best of each, so that other work on the machine does not
     * decide.
     *
     * @param time computes in a format and returns the nanoseconds that it took
     */
    static Bfloat16Cost measure(ToLongFunction<DataType> time) {
        long full = Long.MAX_VALUE;
        long half = Long.MAX_VALUE;
        long spent = 0;
        for (int i = 0; i < MOST_TURNS && (i < FEWEST_TURNS || spent < ENOUGH_NANOS); i++) {
            for (int j = 0; j < FULL_EACH; j++) {
                full = Math.min(full, time.applyAsLong(DataType.FLOAT32));
            }
            half = Math.min(half, time.applyAsLong(DataType.BFLOAT16));
            spent += half;
        }
        return new Bfloat16Cost((double) half / full);
    }

    /** Returns whether it is no slower than float32. */
    boolean isFast() {
        return ratio <= 1;
    }

    String describe() {
        return String.format(
                Locale.ROOT, "bfloat16 takes %.1f times as long as float32 here", ratio);
    }
}
