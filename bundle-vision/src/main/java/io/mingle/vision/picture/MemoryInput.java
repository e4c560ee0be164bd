package io.mingle.vision.picture;

import java.io.IOException;
import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes as an input of ImageIO, without cache or file.
 *
 * <p>It does not tell its length: from it, some readers conclude that a plain picture, which takes
 * a few bytes only, must be an attack. Who reads on and on behind the end, as some readers do that
 * take what is missing for zeros, is stopped.
 */
final class MemoryInput extends ImageInputStreamImpl {

    /** Reading ahead meets the end some dozens of times. */
    private static final int PATIENCE = 1000;

    private final byte[] data;
    private int readsBehindTheEnd;

    MemoryInput(byte[] data) {
        this.data = data;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return streamPos < data.length ? data[(int) streamPos++] & 0xff : behindTheEnd();
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        Objects.checkFromIndexSize(at, most, into.length);
        bitOffset = 0;
        int count = (int) Math.min(most, data.length - streamPos);
        if (count <= 0) {
            return most == 0 ? 0 : behindTheEnd();
        }
        System.arraycopy(data, (int) streamPos, into, at, count);
        streamPos += count;
        return count;
    }

    private int behindTheEnd() throws IOException {
        if (++readsBehindTheEnd > PATIENCE) {
            // Not an EOFException: that is the one that those readers catch.
            throw new IOException("it ends too early");
        }
        return -1;
    }
}
