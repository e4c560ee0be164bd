package io.mingle.audio.checkpoint;

import io.mingle.model.StoredType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tensor of a file, whose elements lie side by side: row by row, or with its axes in another
 * order, as where it was turned before it was saved.
 *
 * @param storage the name of the elements it is a part of
 * @param offset the first element
 * @param shape its extents
 * @param strides by how many elements the next one of each axis is further on
 */
record TorchTensor(String storage, StoredType type, long offset, long[] shape, long[] strides) {

    long bytes() {
        if (Arrays.stream(shape).anyMatch(side -> side == 0)) {
            return 0;
        }
        long count = type.bytes();
        for (long side : shape) {
            count = Math.multiplyExact(count, side);
        }
        return count;
    }

    /**
     * Tells whether every element lies where no other does, and none that is not its own between.
     */
    boolean isDense() {
        return bytes() == 0 || fits(axes().sorted(Comparator.comparing(axis -> strides[axis])));
    }

    boolean isRowByRow() {
        return bytes() == 0 || fits(axes().sorted(Comparator.reverseOrder()));
    }

    /** Returns the axes along which it is longer than one element. */
    private Stream<Integer> axes() {
        return IntStream.range(0, shape.length).filter(axis -> shape[axis] > 1).boxed();
    }

    /** Tells whether axes are laid out in this order, the one with the nearest elements first. */
    private boolean fits(Stream<Integer> order) {
        long next = 1;
        for (int axis : order.toList()) {
            if (strides[axis] != next) {
                return false;
            }
            next *= shape[axis];
        }
        return true;
    }

    /** Puts elements in the order of rows that lie as the strides say. */
    byte[] rowByRow(byte[] stored) {
        int size = type.bytes();
        byte[] rows = new byte[stored.length];
        long[] place = new long[shape.length];
        long from = 0;
        for (int to = 0; to < rows.length; to += size) {
            System.arraycopy(stored, (int) from * size, rows, to, size);
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++place[axis] < shape[axis]) {
                    break;
                }
                from -= shape[axis] * strides[axis];
                place[axis] = 0;
            }
        }
        return rows;
    }
}
