package io.mingle.media.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The beginning and the end of an Ogg file (RFC 3533), where a lost page leaves no gap. */
final class OggPages {

    private static final int HEADER = 27;
    private static final int LARGEST = HEADER + 255 + 255 * 255;
    private static final int FLAGS = 5;
    private static final int GRANULE = 6;
    private static final int SERIAL = 14;
    private static final int SEQUENCE = 18;
    private static final int CHECKSUM = 22;
    private static final int LAST = 4;
    private static final int POLYNOMIAL = 0x04c1_1db7;

    /** Headers and the first samples are among so many. */
    private static final int MOST_PAGES = 200;

    private static final int MOST_BYTES = 1 << 22;

    private OggPages() {}

    /** Tells whether pages are missing between the headers and the first samples that are there. */
    static boolean isStartMissing(SourceBytes bytes) throws IOException {
        Map<Long, Long> sequences = new HashMap<>();
        long at = 0;
        for (int i = 0; i < MOST_PAGES && at < Math.min(MOST_BYTES, bytes.size()); i++) {
            if (!bytes.has(at, "OggS") || !isWhole(bytes, at)) {
                at++;
                while (at < Math.min(MOST_BYTES, bytes.size()) && !bytes.has(at, "OggS")) {
                    at++;
                }
                continue;
            }
            long sequence = bytes.little(at + SEQUENCE, 4);
            Long before = sequences.put(bytes.little(at + SERIAL, 4), sequence);
            if (bytes.little(at + GRANULE, 8) > 0) {
                return before != null && before + 1 != sequence;
            }
            at = end(bytes, at);
        }
        return false;
    }

    /** Tells whether the last page is whole, and says that it is the last. */
    static boolean isLastWhole(SourceBytes bytes) throws IOException {
        long from = Math.max(0, bytes.size() - 2L * LARGEST);
        for (long at = bytes.size() - 4; at >= from; at--) {
            if (bytes.at(at) == 'O' && bytes.has(at, "OggS")) {
                return isWhole(bytes, at) && (bytes.at(at + FLAGS) & LAST) != 0;
            }
        }
        return false;
    }

    private static boolean isWhole(SourceBytes bytes, long page) throws IOException {
        long end = end(bytes, page);
        if (end > bytes.size()) {
            return false;
        }
        int sum = 0;
        for (long at = page; at < end; at++) {
            boolean own = at >= page + CHECKSUM && at < page + CHECKSUM + Integer.BYTES;
            sum ^= (own ? 0 : bytes.at(at)) << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = sum << 1 ^ (sum < 0 ? POLYNOMIAL : 0);
            }
        }
        return sum == (int) bytes.little(page + CHECKSUM, Integer.BYTES);
    }

    private static long end(SourceBytes bytes, long page) throws IOException {
        int segments = bytes.at(page + HEADER - 1);
        long end = page + HEADER + segments;
        for (int i = 0; i < segments; i++) {
            end += bytes.at(page + HEADER + i);
        }
        return segments < 0 ? Long.MAX_VALUE : end;
    }
}
