package io.mingle.audio.checkpoint;

import io.mingle.model.StoredType;

/**
 * A tensor of a file, row by row.
 *
 * @param storage the name of the elements it is a part of
 * @param offset the first element
 * @param shape its extents
 */
record TorchTensor(String storage, StoredType type, long offset, long... shape) {

    long bytes() {
        long count = type.bytes();
        for (long side : shape) {
            count = Math.multiplyExact(count, side);
        }
        return count;
    }
}
