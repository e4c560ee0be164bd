package io.mingle.model;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.core.internal.json.Names;
import java.util.Arrays;
import java.util.Objects;

/**
 * A tensor that is to be written.
 *
 * @param name the full name
 * @param type the element type
 * @param shape the dimensions, outermost first; empty for a scalar
 */
public record TensorSpec(String name, StoredType type, long... shape) {

    /** Checks the dimensions and copies them. */
    public TensorSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        shape = shape.clone();
        bytes(name, type, shape);
    }

    /** Returns a copy of the dimensions, outermost first. */
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /**
     * Returns the size of the tensor.
     *
     * @return bytes
     */
    public long bytes() {
        return bytes(name, type, shape);
    }

    private static long bytes(String name, StoredType type, long[] shape) {
        try {
            long product = type.bytes();
            for (long dimension : shape) {
                product = Math.multiplyExact(product, dimension);
                if (dimension < 0) {
                    throw new ArithmeticException("negative");
                }
            }
            return product;
        } catch (ArithmeticException e) {
            throw new InvalidRequestException(
                    "Tensor "
                            + Names.quote(name)
                            + " cannot be written: its shape "
                            + Arrays.toString(shape)
                            + " has a negative dimension or is too large.",
                    e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorSpec that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, Arrays.hashCode(shape));
    }

    @Override
    public String toString() {
        return name + ": " + type + " " + Arrays.toString(shape);
    }
}
