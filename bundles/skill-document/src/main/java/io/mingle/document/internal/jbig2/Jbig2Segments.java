package io.mingle.document.internal.jbig2;

import io.mingle.api.error.ContentTooLargeException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the headers of a JBIG2 picture's segments, and refuses what would take too much before any
 * of it is decoded (ITU-T T.88, 7.2 and 7.4): sizes of the page, of regions, patterns and grids,
 * and how many symbols there are.
 *
 * <p>What stands in the coded data, the sizes of symbols above all, is bounded by {@link
 * DecodingBudget} while it is decoded.
 */
final class Jbig2Segments {

    private static final int MOST_SEGMENTS = 4096;
    private static final long MOST_SYMBOLS = 1 << 16;

    /**
     * Of all tables of codes. A line of one may take a byte, and the decoder 255 objects for it.
     */
    private static final long MOST_OF_TABLES = 1 << 13;

    /** What the decoder takes for a row of a grid beside its places. */
    private static final int ROW = 24;

    /** Where a height is told by the last stripe, and a length by the data. */
    private static final long UNKNOWN = 0xffff_ffffL;

    private static final byte[] FILE = {(byte) 0x97, 'J', 'B', '2', '\r', '\n', 0x1a, '\n'};

    private final String subject;
    private final long pixels;
    private final ByteBuffer bytes;

    /** How many symbols, by the number of the segment that has them; of several, the most. */
    private final Map<Long, Long> symbols = new HashMap<>();

    private long pageWidth;
    private boolean paged;
    private long tables;

    private Jbig2Segments(String subject, long pixels, byte[] bytes) {
        this.subject = subject;
        this.pixels = pixels;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /**
     * Checks a picture.
     *
     * @param subject names it within a sentence, at its beginning
     * @param pixels how many it may have, and each part of it
     * @param bytes its segments, those that it shares with others first
     * @throws ContentTooLargeException if it has more of something than is decoded
     * @throws IOException if it is damaged
     */
    static void check(String subject, long pixels, byte[] bytes) throws IOException {
        if (bytes.length >= FILE.length
                && ByteBuffer.wrap(bytes, 0, FILE.length).equals(ByteBuffer.wrap(FILE))) {
            throw new IOException("It is a JBIG2 file, where segments alone belong.");
        }
        try {
            new Jbig2Segments(subject, pixels, bytes).all();
        } catch (BufferUnderflowException e) {
            throw new IOException("It ends in the middle of a segment.", e);
        }
    }

    private void all() throws IOException {
        for (int count = 0; bytes.remaining() >= Integer.BYTES; count++) {
            atMost(count + 1, MOST_SEGMENTS, "segments");
            segment();
        }
        if (!paged) {
            throw new IOException("It has no page.");
        }
    }

    private void segment() throws IOException {
        long number = unsigned();
        if (number > Integer.MAX_VALUE) {
            throw new IOException("A segment has the number " + number + ".");
        }
        int flags = bytes.get();
        long[] others = new long[references()];
        for (int i = 0; i < others.length; i++) {
            others[i] =
                    number > 65_536
                            ? unsigned()
                            : number > 256 ? bytes.getShort() & 0xffff : bytes.get() & 0xff;
        }
        if ((flags & 0x40) != 0) {
            bytes.getInt();
        } else {
            bytes.get();
        }
        long length = unsigned();
        int kind = flags & 0x3f;
        if (length == UNKNOWN && (kind == 36 || kind == 38 || kind == 39)) {
            length = bytes.remaining();
        }
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer data = bytes.slice().limit((int) length);
        bytes.position(bytes.position() + (int) length);
        content(kind, number, others, data);
    }

    private int references() {
        int head = bytes.get() & 0xff;
        if (head >> 5 <= 4) {
            return head >> 5;
        }
        long count =
                (long) (head & 0x1f) << 24
                        | (bytes.get() & 0xffL) << 16
                        | (bytes.getShort() & 0xffff);
        atMost(count, MOST_SEGMENTS, "references");
        bytes.position(bytes.position() + fitting((int) (count + 8) / 8));
        return (int) count;
    }

    private int fitting(int length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private void content(int kind, long number, long[] others, ByteBuffer data) {
        switch (kind) {
            case 0 -> symbols.merge(number, symbols(others, data), Math::max);
            case 4, 6, 7 -> {
                area(unsigned(data), unsigned(data));
                atMost(shared(others), MOST_SYMBOLS, "symbols");
            }
            case 36, 38, 39, 40, 42, 43 -> area(unsigned(data), unsigned(data));
            case 16 -> patterns(data);
            case 20, 22, 23 -> grid(data);
            case 48 -> {
                paged = true;
                pageWidth = unsigned(data);
                long height = unsigned(data);
                area(pageWidth, height == UNKNOWN ? 1 : height);
            }
            case 50 -> area(pageWidth, unsigned(data) + 1);
            case 53 -> {
                tables += data.limit();
                atMost(tables, MOST_OF_TABLES, "bytes of tables");
            }
            default -> {
                // Ends, profiles and remarks have no size.
            }
        }
    }

    /** 7.4.2.1: flags, places of adaptive pixels, symbols exported and new. */
    private long symbols(long[] others, ByteBuffer data) {
        int flags = data.getShort();
        boolean huffman = (flags & 1) != 0;
        boolean refined = (flags & 2) != 0;
        int places = huffman ? 0 : (flags >> 10 & 3) == 0 ? 8 : 2;
        places += refined && (flags >> 12 & 1) == 0 ? 4 : 0;
        for (int i = 0; i < places; i++) {
            data.get();
        }
        atMost(unsigned(data), MOST_SYMBOLS, "symbols");
        long count = shared(others) + unsigned(data);
        atMost(count, MOST_SYMBOLS, "symbols");
        return count;
    }

    private long shared(long[] others) {
        long count = 0;
        for (long other : others) {
            count += symbols.getOrDefault(other, 0L);
        }
        return count;
    }

    /** 7.4.4.1: flags, width and height of a pattern, the number of the last. */
    private void patterns(ByteBuffer data) {
        data.get();
        int width = data.get() & 0xff;
        int height = data.get() & 0xff;
        long count = unsigned(data) + 1;
        atMost(count, MOST_SYMBOLS, "patterns");
        area(count * width, height);
    }

    /** 7.4.5.1: the region, flags, and the grid, for whose places four bytes are taken. */
    private void grid(ByteBuffer data) {
        area(unsigned(data), unsigned(data));
        for (int i = 0; i < 10; i++) {
            data.get();
        }
        area(ROW + 4 * unsigned(data), unsigned(data));
    }

    private void area(long width, long height) {
        // A row is held however many there are.
        long wide = Math.max(1, width);
        long high = Math.max(1, height);
        if (wide > pixels || high > pixels / wide) {
            throw new ContentTooLargeException(
                    "%s has %s×%s pixels; at most %s megapixels are decoded. Save the document with smaller pictures, or leave its page out."
                            .formatted(subject, width, height, pixels / 1_000_000));
        }
    }

    private void atMost(long count, long limit, String what) {
        if (count > limit) {
            throw new ContentTooLargeException(
                    "%s has %s %s; at most %s are decoded. Save the document anew, for example by printing it into a PDF, or leave its page out."
                            .formatted(subject, count, what, limit));
        }
    }

    private long unsigned() {
        return unsigned(bytes);
    }

    private static long unsigned(ByteBuffer from) {
        return from.getInt() & UNKNOWN;
    }
}
