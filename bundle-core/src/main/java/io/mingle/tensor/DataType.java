package io.mingle.tensor;

/** Names the element type of a tensor, with the code by which programs write it. */
public enum DataType {
    UINT8(0, 1),
    INT32(3, 4),
    INT64(4, 8),
    FLOAT16(5, 2),
    FLOAT32(6, 4),
    BOOL(11, 1),
    BFLOAT16(15, 2),
    FLOAT8_E5M2(23, 1),
    FLOAT8_E4M3(24, 1);

    private final int code;
    private final int size;

    DataType(int code, int size) {
        this.code = code;
        this.size = size;
    }

    /** Returns the number that stands for this type in the text of a program. */
    public int code() {
        return code;
    }

    /** Returns the bytes that one element takes. */
    public int size() {
        return size;
    }

    /** Returns the bytes that a tensor of this type and {@code shape} takes. */
    public long bytes(long... shape) {
        long count = size;
        for (long side : shape) {
            count = Math.multiplyExact(count, side);
        }
        return count;
    }
}
