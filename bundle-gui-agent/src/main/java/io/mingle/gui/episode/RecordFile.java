package io.mingle.gui.episode;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/**
 * Reads a TFRecord file, a record at a time: its length and a checksum of that, its bytes and a
 * checksum of those. The file may be compressed by gzip.
 *
 * <p>The format is that of TensorFlow's {@code record_writer.h}.
 */
final class RecordFile implements AutoCloseable {

    /** The largest record that is read, in bytes. Episodes of AndroidControl have some 50 MB. */
    static final long MOST_BYTES = 512L << 20;

    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 12;
    private static final int MASK = 0xa282ead8;

    private final InputStream in;

    private RecordFile(InputStream in) {
        this.in = in;
    }

    /**
     * Opens a file.
     *
     * @return nothing if it begins like none
     */
    static Optional<RecordFile> open(Path file) throws IOException {
        InputStream in = opened(file);
        try {
            in.mark(HEAD);
            byte[] head = in.readNBytes(HEAD);
            in.reset();
            if (head.length == HEAD && isChecked(head, 0, 8, intAt(head, 8))) {
                return Optional.of(new RecordFile(in));
            }
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
        in.close();
        return Optional.empty();
    }

    private static InputStream opened(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return packed ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Reads the next record.
     *
     * @return its bytes, or null at the end
     * @throws IOException if the file is damaged or ends in the middle of it
     */
    byte[] next() throws IOException {
        byte[] head = in.readNBytes(HEAD);
        if (head.length == 0) {
            return null;
        }
        if (head.length < HEAD) {
            throw new EOFException("it ends in the middle of a record");
        }
        long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (!isChecked(head, 0, 8, intAt(head, 8)) || length < 0) {
            throw new IOException("the length of a record is damaged");
        }
        if (length > MOST_BYTES) {
            throw new IOException(
                    "a record has " + length + " bytes; at most " + MOST_BYTES + " are read");
        }
        byte[] data = in.readNBytes((int) length);
        byte[] check = in.readNBytes(4);
        if (data.length < length || check.length < 4) {
            throw new EOFException("it ends in the middle of a record");
        }
        if (!isChecked(data, 0, data.length, intAt(check, 0))) {
            throw new IOException("a record is damaged");
        }
        return data;
    }

    private static int intAt(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static boolean isChecked(byte[] bytes, int from, int length, int masked) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK == masked;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
