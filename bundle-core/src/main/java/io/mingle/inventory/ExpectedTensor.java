package io.mingle.inventory;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor that a configuration calls for.
 *
 * @param name its full name in the checkpoint
 * @param shape its dimensions, outermost first; unmodifiable
 */
public record ExpectedTensor(String name, List<Long> shape) {

    /** Takes an unmodifiable copy. */
    public ExpectedTensor {
        shape = List.copyOf(shape);
    }

    /**
     * Names a tensor.
     *
     * @param name its full name
     * @param shape its dimensions, outermost first
     * @return the tensor
     */
    public static ExpectedTensor of(String name, long... shape) {
        return new ExpectedTensor(name, Arrays.stream(shape).boxed().toList());
    }

    /**
     * Returns the number of elements.
     *
     * @return the product of the dimensions
     */
    public long elements() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }
}
