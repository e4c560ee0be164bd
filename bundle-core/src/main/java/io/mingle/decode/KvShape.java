package io.mingle.decode;

import io.mingle.tensor.DataType;

/**
 * What a causal network keeps of each row.
 *
 * @param layers that keep keys and values
 * @param heads of keys, and as many of values, in each layer
 * @param size of a head
 */
public record KvShape(int layers, int heads, int size) {

    /** Returns the bytes that the keys and values of so many rows take. */
    public long bytes(DataType type, long rows) {
        return type.bytes(tensor(rows));
    }

    /** Keys of layer {@code i} are at {@code 2 i}, its values at {@code 2 i + 1}. */
    long[] tensor(long rows) {
        return new long[] {2L * layers, 1, heads, rows, size};
    }
}
