package io.mingle.host.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file, one after the other.
 *
 * <p>A line ends with a line feed; the last one may end with the file. Lines are as long as the
 * limit at most: of a longer one only the beginning is kept.
 */
final class Lines implements AutoCloseable {

    /** The longest line that is kept whole, in bytes: 16 MiB. */
    static final int LIMIT = 16 << 20;

    private static final char MARK = '\uFEFF';

    private final InputStream in;
    private final Charset charset;
    private long number;
    private long position;
    private long left = Long.MAX_VALUE;

    /**
     * A line.
     *
     * @param number in the file, from 1
     * @param bytes without its end; at most {@link #LIMIT}
     * @param charset what they are written in
     * @param length how long it really is, in bytes
     * @param ended whether it ends with a line feed
     */
    record Line(long number, byte[] bytes, Charset charset, long length, boolean ended) {

        /** Takes what an engine has read. */
        static Line of(BatchLine given) {
            byte[] bytes = given.json().getBytes(StandardCharsets.UTF_8);
            byte[] kept = bytes.length > LIMIT ? new byte[0] : bytes;
            return new Line(given.number(), kept, StandardCharsets.UTF_8, bytes.length, true);
        }

        boolean tooLong() {
            return length > LIMIT;
        }

        boolean isBlank() {
            return !tooLong() && withoutMark(new String(bytes, charset)).isBlank();
        }

        /** Returns the text, without a byte order mark in front. */
        String text() throws CharacterCodingException {
            return withoutMark(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        }

        private static String withoutMark(String text) {
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        }
    }

    private Lines(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /** Reads what people and programs have written: UTF-8, or what a byte order mark says. */
    static Lines of(Path file) throws IOException {
        InputStream in = buffered(file);
        in.mark(2);
        int mark = in.read() << 8 | in.read();
        in.reset();
        return new Lines(
                in,
                switch (mark) {
                    case 0xFEFF -> StandardCharsets.UTF_16BE;
                    case 0xFFFE -> StandardCharsets.UTF_16LE;
                    default -> StandardCharsets.UTF_8;
                });
    }

    /** Reads what was written here. */
    static Lines written(Path file) throws IOException {
        return new Lines(buffered(file), StandardCharsets.UTF_8);
    }

    private static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Counts the lines of a file that are not blank. */
    static long count(Path file) throws IOException {
        long lines = 0;
        try (Lines all = of(file)) {
            while (all.nextFilled() != null) {
                lines++;
            }
        }
        return lines;
    }

    /** Goes on after some lines that are not blank, and ends after some more. */
    Lines range(long from, long to) throws IOException {
        for (long i = 0; i < from; i++) {
            nextFilled();
        }
        left = to - from;
        return this;
    }

    /** Returns the next line that is not blank, or null after the last. */
    Line nextFilled() throws IOException {
        if (left == 0) {
            return null;
        }
        left--;
        Line line = next();
        while (line != null && line.isBlank()) {
            line = next();
        }
        return line;
    }

    /** Returns the next line, or null after the last. */
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        long length = 0;
        int before = -1;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && !endsLine(before, next, length)) {
            if (length < LIMIT) {
                bytes.write(next);
            }
            length++;
            before = next;
            next = in.read();
        }
        boolean ended = next >= 0;
        position += length + (ended ? 1 : 0);
        number++;
        byte[] kept = bytes.toByteArray();
        if (ended && charset != StandardCharsets.UTF_8 && length <= LIMIT) {
            kept = Arrays.copyOf(kept, kept.length - 1);
        }
        return new Line(number, kept, charset, length, ended);
    }

    /** Tells whether a byte is the last one of a line feed. */
    private boolean endsLine(int before, int next, long length) {
        if (charset == StandardCharsets.UTF_8) {
            return next == '\n';
        }
        boolean second = length % 2 == 1;
        return second
                && (charset == StandardCharsets.UTF_16LE
                        ? before == '\n' && next == 0
                        : before == 0 && next == '\n');
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
