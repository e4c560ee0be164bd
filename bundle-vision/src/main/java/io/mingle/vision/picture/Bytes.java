package io.mingle.vision.picture;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers from a range of a byte array; whoever reads past its end gets an {@code
 * EOFException}, never a neighbour's bytes.
 */
final class Bytes {

    private final byte[] data;
    private final int start;
    private final int length;

    Bytes(byte[] data) {
        this(data, 0, data.length);
    }

    private Bytes(byte[] data, int start, int length) {
        this.data = data;
        this.start = start;
        this.length = length;
    }

    int length() {
        return length;
    }

    /** Returns the part that begins at an offset and has the given length. */
    Bytes part(long at, long count) throws EOFException {
        require(at, count);
        return new Bytes(data, start + (int) at, (int) count);
    }

    /** Returns a copy of the part that begins at an offset and has the given length. */
    byte[] copy(long at, long count) throws EOFException {
        require(at, count);
        byte[] copy = new byte[(int) count];
        System.arraycopy(data, start + (int) at, copy, 0, copy.length);
        return copy;
    }

    /** Returns the first bytes, at most so many, read-only. */
    ByteBuffer start(int most) {
        return ByteBuffer.wrap(data, start, Math.min(most, length)).asReadOnlyBuffer();
    }

    /** Tells whether the Latin-1 text stands at an offset. */
    boolean has(long at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (at < 0 || at + wanted.length > length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (data[start + (int) at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    int u8(long at) throws EOFException {
        require(at, 1);
        return data[start + (int) at] & 0xff;
    }

    int u16be(long at) throws EOFException {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(long at) throws EOFException {
        return u8(at) | u8(at + 1) << 8;
    }

    int u24le(long at) throws EOFException {
        return u16le(at) | u8(at + 2) << 16;
    }

    long u32be(long at) throws EOFException {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u32le(long at) throws EOFException {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }

    private void require(long at, long count) throws EOFException {
        if (at < 0 || count < 0 || at > length || count > length - at) {
            throw new EOFException("bytes " + at + "+" + count + " of " + length);
        }
    }
}
