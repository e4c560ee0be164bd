package io.mingle.vision.picture;

import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes as an input of ImageIO, without cache or file.
 *
 * <p>It does not tell its length: from it, some readers conclude that a plain picture, which takes
 * a few bytes only, must be an attack.
 */
final class MemoryInput extends ImageInputStreamImpl {

    private final byte[] data;

    MemoryInput(byte[] data) {
        this.data = data;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < data.length ? data[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int at, int most) {
        Objects.checkFromIndexSize(at, most, into.length);
        bitOffset = 0;
        int count = (int) Math.min(most, data.length - streamPos);
        if (count <= 0) {
            return most == 0 ? 0 : -1;
        }
        System.arraycopy(data, (int) streamPos, into, at, count);
        streamPos += count;
        return count;
    }
}
