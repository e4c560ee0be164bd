package io.mingle.onnx.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a message of protobuf, one after the other, without knowing what they mean
 * (protobuf.dev, "Encoding"). Whatever lies outside of the message is an error.
 */
final class WireReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /** In bytes; names that are looked for are shorter. */
    private static final int LONGEST_TEXT = 200;

    private final ByteBuffer message;
    private int field;
    private int kind;

    /** Reads from the position of the buffer to its limit. */
    WireReader(ByteBuffer message) {
        this.message = message;
    }

    /** Goes to the next field, whose value is to be read or skipped then; false at the end. */
    boolean next() throws IOException {
        if (!message.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        kind = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0) {
            throw new IOException("a field has no number");
        }
        return true;
    }

    /** Returns the number of the field. */
    int field() {
        return field;
    }

    /** Returns how its value is stored. */
    int kind() {
        return kind;
    }

    /** Reads a whole number. */
    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = message.get(take(1));
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number does not end");
    }

    /** Reads what is stored with its length: a message, a text or bytes. */
    ByteBuffer bytes() throws IOException {
        long length = varint();
        if (length < 0 || length > message.remaining()) {
            throw new IOException("it is cut off");
        }
        int from = take((int) length);
        return message.duplicate().position(from).limit(from + (int) length);
    }

    /** Reads a text; of a long one, which may be as long as the file, its beginning. */
    String text() throws IOException {
        ByteBuffer bytes = bytes();
        int length = Math.min(bytes.remaining(), LONGEST_TEXT);
        return StandardCharsets.UTF_8.decode(bytes.limit(bytes.position() + length)).toString();
    }

    /** Passes over the value. */
    void skip() throws IOException {
        switch (kind) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case BYTES -> bytes();
            case FIXED32 -> take(Integer.BYTES);
            default -> throw new IOException("a field is stored in no way that is known");
        }
    }

    /** Returns where the next bytes begin, and passes over them. */
    private int take(int count) throws IOException {
        int from = message.position();
        if (count > message.remaining()) {
            throw new IOException("it is cut off");
        }
        message.position(from + count);
        return from;
    }
}
