package io.mingle.media.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a source one by one, read in larger pieces. */
final class SourceBytes {

    private final Source source;
    private final long size;
    private final ByteBuffer piece = ByteBuffer.allocate(1 << 16).limit(0);
    private long start;

    SourceBytes(Source source) throws IOException {
        this.source = source;
        size = source.size();
    }

    long size() {
        return size;
    }

    /** Returns the byte at a place, 0 to 255; −1 beyond the end. */
    int at(long place) throws IOException {
        if (place < start || place >= start + piece.limit()) {
            fill(place);
        }
        return place - start >= piece.limit() ? -1 : piece.get((int) (place - start)) & 0xff;
    }

    /** Who goes backwards wants what is before the place next. */
    private void fill(long place) throws IOException {
        start = place < start ? Math.max(0, place - piece.capacity() + 1) : place;
        piece.clear();
        long from = start;
        while (piece.hasRemaining()) {
            int count = source.read(from, piece);
            if (count <= 0) {
                break;
            }
            from += count;
        }
        piece.flip();
    }

    /** Tells whether a text stands at a place, a character for each byte. */
    boolean has(long place, String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (at(place + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a number that begins with its highest byte; −1 if it is not there. */
    long big(long place, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | at(place + i) & 0xff;
        }
        return at(place + bytes - 1) < 0 ? -1 : value;
    }

    /** Returns a number that begins with its lowest byte; −1 if it is not there. */
    long little(long place, int bytes) throws IOException {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | at(place + i) & 0xff;
        }
        return at(place + bytes - 1) < 0 ? -1 : value;
    }
}
