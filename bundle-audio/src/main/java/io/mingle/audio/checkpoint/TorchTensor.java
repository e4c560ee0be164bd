package io.mingle.audio.checkpoint;

import io.mingle.model.StoredType;
import java.util.Arrays;

/**
 * A tensor of a file, row by row.
 *
 * @param storage the name of the elements it is a part of
 * @param offset the first element
 * @param shape its extents
 */
record TorchTensor(String storage, StoredType type, long offset, long... shape) {

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
}
