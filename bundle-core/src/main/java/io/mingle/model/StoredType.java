package io.mingle.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types of the safetensors format. Values are little-endian. */
public enum StoredType {
    /** One byte, 0 or 1. */
    BOOL(1),
    /** Unsigned, 8 bits. */
    U8(1),
    /** Signed, 8 bits. */
    I8(1),
    /** Floating point: sign, 4 bits of exponent, 3 bits of fraction, no infinities. */
    F8_E4M3(1),
    /** Floating point: sign, 5 bits of exponent, 2 bits of fraction. */
    F8_E5M2(1),
    /** Signed, 16 bits. */
    I16(2),
    /** Unsigned, 16 bits. */
    U16(2),
    /** IEEE half precision. */
    F16(2),
    /** The upper half of a single-precision number. */
    BF16(2),
    /** Signed, 32 bits. */
    I32(4),
    /** Unsigned, 32 bits. */
    U32(4),
    /** IEEE single precision. */
    F32(4),
    /** Signed, 64 bits. */
    I64(8),
    /** Unsigned, 64 bits. */
    U64(8),
    /** IEEE double precision. */
    F64(8);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the size of one element.
     *
     * @return bytes, also the alignment that an element needs
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Finds a type by its name in a file.
     *
     * @param name for example {@code BF16}; case matters
     * @return the type, or nothing if the format has no such type
     */
    public static Optional<StoredType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
