package io.mingle.trainer;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Examples laid out for the device: tensors by the names that an {@link Objective} asks for.
 *
 * @param examples how many
 * @param tensors by name
 */
public record Batch(int examples, Map<String, Array> tensors) {

    /** The elements of a tensor in row-major order, and its shape. */
    public sealed interface Array permits Numbers, Values {

        long[] shape();
    }

    /** Whole numbers, int64 on the device. */
    public record Numbers(long[] elements, long... shape) implements Array {}

    /**
     * Values, float32 on the device.
     *
     * @param parts arrays that make the elements one after the other
     */
    public record Values(List<float[]> parts, long... shape) implements Array {}

    /** Copies the map, in its order. */
    public Batch {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Begins a batch of so many examples. */
    public static Builder of(int examples) {
        return new Builder(examples);
    }

    /** Collects the tensors of a batch. */
    public static final class Builder {
        private final int examples;
        private final Map<String, Array> tensors = new LinkedHashMap<>();

        private Builder(int examples) {
            this.examples = examples;
        }

        /** Adds whole numbers; without a shape they are a row. */
        public Builder numbers(String name, long[] elements, long... shape) {
            long[] sides = shape.length == 0 ? new long[] {elements.length} : shape;
            return add(name, new Numbers(elements, sides), elements.length);
        }

        /** Adds values; without a shape they are a row. */
        public Builder values(String name, float[] elements, long... shape) {
            long[] sides = shape.length == 0 ? new long[] {elements.length} : shape;
            return values(name, List.of(elements), sides);
        }

        /** Adds values that lie in several arrays. */
        public Builder values(String name, List<float[]> parts, long... shape) {
            long count = parts.stream().mapToLong(part -> part.length).sum();
            return add(name, new Values(List.copyOf(parts), shape), count);
        }

        private Builder add(String name, Array array, long count) {
            long wanted = Arrays.stream(array.shape()).reduce(1, Math::multiplyExact);
            if (wanted != count) {
                throw new IllegalArgumentException(
                        "The tensor '%s' of a batch has %s elements, and the shape %s. Give as many as the shape takes."
                                .formatted(name, count, Arrays.toString(array.shape())));
            }
            if (tensors.put(name, array) != null) {
                throw new IllegalArgumentException(
                        "A batch was given the tensor '%s' twice.".formatted(name));
            }
            return this;
        }

        public Batch build() {
            return new Batch(examples, tensors);
        }
    }
}
