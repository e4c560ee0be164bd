package org.apache.pdfbox.jbig2.io;

import io.mingle.document.internal.jbig2.DecodingBudget;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A part of another stream.
 *
 * <p>In the bundle it takes the place of the decoder's class of this name. The arithmetic decoder
 * goes on behind the end of its data, as the standard has it, and may do so for ever; it asks for
 * the next byte again and again, and is stopped here.
 */
public class SubInputStream extends ImageInputStreamImpl {

    /** Decisions that a byte may stand for, where each is as likely as can be. */
    private static final int WORK = 1 << 16;

    private final DecodingBudget budget = DecodingBudget.current();
    private final ImageInputStream whole;
    private final long offset;
    private final long length;
    private final byte[] block = new byte[4096];
    private long blockAt;
    private int blockSize;

    /**
     * Creates one.
     *
     * @param whole in which it lies
     * @param offset where it begins there
     * @param length in bytes
     */
    public SubInputStream(ImageInputStream whole, long offset, long length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(length + " bytes from " + offset);
        }
        budget.take(block.length);
        this.whole = whole;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        budget.work(WORK);
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        if (streamPos < blockAt || streamPos >= blockAt + blockSize) {
            blockAt = streamPos;
            blockSize = Math.max(0, readAt(streamPos, block, 0, block.length));
            if (blockSize == 0) {
                return -1;
            }
        }
        return block[(int) (streamPos++ - blockAt)] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        budget.work(WORK);
        bitOffset = 0;
        int read = streamPos >= length ? -1 : readAt(streamPos, bytes, from, count);
        streamPos += Math.max(0, read);
        return read;
    }

    private int readAt(long position, byte[] bytes, int from, int count) throws IOException {
        whole.seek(offset + position);
        return whole.read(bytes, from, (int) Math.min(count, length - position));
    }

    @Override
    public long length() {
        return length;
    }

    /** Goes on with the next whole byte. */
    public void skipBits() {
        if (bitOffset != 0) {
            bitOffset = 0;
            streamPos++;
        }
    }
}
