package io.mingle.device.adb.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a daemon sends, as it is, as long as its messages are no longer than was agreed. A message
 * is a head of 24 bytes, whose fourth number is the length of what follows.
 */
final class BoundedMessages extends FilterInputStream {

    /** The longest that this side says it takes: dadb's {@code CONNECT_MAXDATA}. */
    static final int MOST = 1 << 20;

    private static final int HEAD = 24;
    private static final int LENGTH_AT = 12;

    private final byte[] head = new byte[HEAD];
    private int known;
    private int left;

    BoundedMessages(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int most = Math.min(length, left > 0 ? left : HEAD - known);
        int read = in.read(bytes, from, most);
        if (read > 0 && left > 0) {
            left -= read;
        } else if (read > 0) {
            System.arraycopy(bytes, from, head, known, read);
            known += read;
            if (known == HEAD) {
                known = 0;
                left = length();
            }
        }
        return read;
    }

    private int length() throws IOException {
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH_AT);
        if (length < 0 || length > MOST) {
            throw new IOException("it announced a message of " + (length & 0xFFFFFFFFL) + " bytes");
        }
        return length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
