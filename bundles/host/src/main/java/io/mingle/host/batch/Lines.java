package io.mingle.host.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a file as bytes, one after the other.
 *
 * <p>A line ends with a line feed; the last one may end with the file. Lines are as long as the
 * limit at most: of a longer one only the beginning is kept.
 */
final class Lines implements AutoCloseable {

    /** The longest line that is kept whole, in bytes: 16 MiB. */
    static final int LIMIT = 16 << 20;

    private final InputStream in;
    private long position;

    /**
     * A line.
     *
     * @param bytes without its end; at most {@link #LIMIT}
     * @param length how long it really is, in bytes
     * @param ended whether it ends with a line feed
     */
    record Line(byte[] bytes, long length, boolean ended) {

        boolean tooLong() {
            return length > LIMIT;
        }
    }

    private Lines(InputStream in) {
        this.in = in;
    }

    static Lines of(Path file) throws IOException {
        return new Lines(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /** Counts the lines of a file. */
    static long count(Path file) throws IOException {
        long lines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            boolean open = false;
            for (int read; (read = in.read(buffer)) > 0; ) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                open = buffer[read - 1] != '\n';
            }
            return open ? lines + 1 : lines;
        }
    }

    /** Returns the next line, or null after the last. */
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        long length = 0;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (length < LIMIT) {
                bytes.write(next);
            }
            length++;
            next = in.read();
        }
        boolean ended = next == '\n';
        position += length + (ended ? 1 : 0);
        return new Line(bytes.toByteArray(), length, ended);
    }

    /** Returns the offset of the line that {@link #next} would return. */
    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
