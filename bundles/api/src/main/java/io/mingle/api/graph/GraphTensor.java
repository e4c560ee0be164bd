package io.mingle.api.graph;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.List;

/** Values that go into a graph or come out of it, row by row. Arrays are shared, not copied. */
public sealed interface GraphTensor {

    /** Returns its sizes; none for a single value. */
    List<Long> shape();

    /** Values of float32. */
    record Floats(List<Long> shape, float[] values) implements GraphTensor {

        /** Checks that the values fill the shape. */
        public Floats {
            shape = filled(shape, values.length);
        }

        /** Puts values into a shape. */
        public static Floats of(float[] values, long... shape) {
            return new Floats(boxed(shape), values);
        }
    }

    /** Values of int32. */
    record Ints(List<Long> shape, int[] values) implements GraphTensor {

        /** Checks that the values fill the shape. */
        public Ints {
            shape = filled(shape, values.length);
        }

        /** Puts values into a shape. */
        public static Ints of(int[] values, long... shape) {
            return new Ints(boxed(shape), values);
        }
    }

    /** Values of int64. */
    record Longs(List<Long> shape, long[] values) implements GraphTensor {

        /** Checks that the values fill the shape. */
        public Longs {
            shape = filled(shape, values.length);
        }
    }

    private static List<Long> boxed(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    private static List<Long> filled(List<Long> shape, long values) {
        long count = 1;
        for (long size : shape) {
            count = size < 0 || size > Integer.MAX_VALUE ? -1 : count * size;
            if (count < 0 || count > Integer.MAX_VALUE) {
                throw wrong(shape, values);
            }
        }
        if (count != values) {
            throw wrong(shape, values);
        }
        return List.copyOf(shape);
    }

    private static InvalidRequestException wrong(List<Long> shape, long values) {
        return new InvalidRequestException(
                "A tensor of the shape %s was given %s values. Give as many as the shape has."
                        .formatted(shape, values));
    }
}
