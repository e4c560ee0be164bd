package io.mingle.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Where one tensor lies.
 *
 * @param name the full name, for example {@code model.lm_head.weight}
 * @param file the safetensors file
 * @param type the element type as stored
 * @param shape the dimensions, outermost first; empty for a scalar; owned by this record
 * @param offset the first byte, counted from the beginning of the file
 * @param bytes the length; the product of the dimensions times {@link StoredType#bytes()}
 */
public record TensorEntry(
        String name, Path file, StoredType type, long[] shape, long offset, long bytes) {

    /** Copies the shape. */
    public TensorEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(type, "type");
        shape = shape.clone();
    }

    /** Returns a copy of the dimensions, outermost first. */
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /**
     * Returns the number of elements.
     *
     * @return the product of the dimensions, 1 for a scalar
     */
    public long elements() {
        return bytes / type.bytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorEntry that
                && name.equals(that.name)
                && file.equals(that.file)
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && offset == that.offset
                && bytes == that.bytes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, file, offset);
    }

    @Override
    public String toString() {
        return name + ": " + type + " " + Arrays.toString(shape) + " at " + offset + " in " + file;
    }
}
