package io.mingle.audio.sound;

import java.nio.ByteBuffer;

/**
 * The chunks of a WAV file: a name of four letters, a length, and the content, which begins anew at
 * an even place. Many programs get one of the three wrong, or write a length before they know it;
 * what was meant is found all the same. RF64 and BW64 have the length of the samples in a chunk of
 * its own (EBU Tech 3306; ITU-R BS.2088).
 */
final class WavChunks {

    static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int ID = 4;

    /** In a {@code ds64} chunk, the length of the samples. */
    private static final int LONG_LENGTH = 8;

    private static final long IN_DS64 = 0xffff_ffffL;

    /** Beyond any file, and places can still be added up. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    /**
     * What programs write that do not know the length when they begin: this (SoX) or more, up to
     * all bits set; or nothing.
     */
    private static final long UNKNOWN = 0x7fff_f000L;

    private final ByteBuffer bytes;

    WavChunks(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Returns where the content of the first chunk of a kind begins, −1 if there is none. */
    int find(String id) {
        int last = HEADER;
        for (long at = HEADER; at + CHUNK_HEADER <= bytes.capacity(); at = next(at)) {
            last = (int) at;
            if (isAt(id, last)) {
                return last + CHUNK_HEADER;
            }
        }
        return hiddenBehind(last, id);
    }

    /** Finds a chunk that a wrong length skips: a name with a length that can be. */
    private int hiddenBehind(int chunk, String id) {
        for (int at = chunk + 1; at + CHUNK_HEADER <= bytes.capacity(); at++) {
            int start = at + CHUNK_HEADER;
            if (isAt(id, at) && (isOpen(start) || length(start) <= bytes.capacity() - start)) {
                return start;
            }
        }
        return -1;
    }

    /** Returns where the chunk after one begins; some programs leave no byte out to be even. */
    private long next(long chunk) {
        long start = chunk + CHUNK_HEADER;
        long end = start + length((int) start);
        if (end % 2 == 0 || end + CHUNK_HEADER > bytes.capacity()) {
            return end;
        }
        boolean even = isAt("data", end + 1) || isAt("fmt ", end + 1);
        return even || !isName(end) ? end + 1 : end;
    }

    private boolean isName(long at) {
        for (int i = 0; i < ID; i++) {
            byte letter = bytes.get((int) at + i);
            if (letter < ' ' || letter > '~') {
                return false;
            }
        }
        return true;
    }

    private boolean isAt(String id, long at) {
        for (int i = 0; i < ID; i++) {
            if (at + i >= bytes.capacity() || bytes.get((int) at + i) != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the length of the chunk whose content begins at a place, as the file has it. */
    long length(int start) {
        long length = bytes.getInt(start - Integer.BYTES) & 0xffff_ffffL;
        if (length == IN_DS64 && isAt("ds64", HEADER)) {
            int at = HEADER + CHUNK_HEADER + LONG_LENGTH;
            long written = at + Long.BYTES <= bytes.capacity() ? bytes.getLong(at) : length;
            return written < 0 ? length : Math.min(written, LONGEST);
        }
        return length;
    }

    /** Tells whether a chunk goes on to the end of the file, however long that is. */
    boolean isOpen(int start) {
        long length = length(start);
        return length >= UNKNOWN || length == 0 && !areChunksFrom(start);
    }

    /** Tells whether chunks follow, up to the end of the file. */
    private boolean areChunksFrom(int start) {
        long at = start;
        while (at + CHUNK_HEADER <= bytes.capacity() && isName(at)) {
            at = next(at);
        }
        return at >= bytes.capacity() && at <= bytes.capacity() + 1;
    }
}
