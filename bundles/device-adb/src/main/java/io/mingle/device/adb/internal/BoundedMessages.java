package io.mingle.device.adb.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * What a daemon sends, as it is, as long as its messages are no longer than was agreed, and neither
 * too many nor too late: dadb keeps those that nobody waits for yet. A message is a head of 24
 * bytes, whose fourth number is the length of what follows. Used by one thread at a time.
 */
final class BoundedMessages extends FilterInputStream {

    /** The longest that this side says it takes: dadb's {@code CONNECT_MAXDATA}. */
    static final int MOST = 1 << 20;

    /** The most bytes that belong to one command: more than any may leave, with their heads. */
    static final long MOST_TOGETHER = 128L << 20;

    private static final Duration LIMIT = BoundedStream.LIMIT.plusSeconds(5);
    private static final int HEAD = 24;
    private static final int LENGTH_AT = 12;

    private final byte[] head = new byte[HEAD];
    private int known;
    private int left;
    private long together;
    private long end;

    BoundedMessages(InputStream in) {
        super(in);
        begin();
    }

    /** Counts anew: what comes from now on belongs to another command. */
    final void begin() {
        together = 0;
        end = System.nanoTime() + LIMIT.toNanos();
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
        together += Math.max(0, read);
        if (together > MOST_TOGETHER || System.nanoTime() - end > 0) {
            throw new IOException(
                    "it sent more than %s bytes for one command, or for more than %s s"
                            .formatted(MOST_TOGETHER, LIMIT.toSeconds()));
        }
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
