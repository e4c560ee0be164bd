package io.mingle.media.internal;

import java.io.IOException;
import java.util.Set;

/**
 * The elements of a Matroska or WebM file (RFC 8794, RFC 9559): a header, then one segment, in it
 * clusters and other things, in a cluster blocks.
 */
final class EbmlParts {

    /** What such files begin with. */
    static final String MARK = "\032\105\337\243";

    /** Hours of video have fewer. */
    private static final int MOST_PARTS = 4_000_000;

    private static final long SEGMENT = 0x1853_8067;
    private static final long CLUSTER = 0x1f43_b675;
    private static final long VOID = 0xec;
    private static final long CHECKSUM = 0xbf;

    /** Seek head, info, tracks, cues, chapters, attachments, tags. */
    private static final Set<Long> OF_SEGMENT =
            Set.of(
                    0x114d_9b74L,
                    0x1549_a966L,
                    0x1654_ae6bL,
                    0x1c53_bb6bL,
                    0x1043_a770L,
                    0x1941_a469L,
                    0x1254_c367L);

    /** Timestamp, silent tracks, position, previous size, simple, grouped and encrypted blocks. */
    private static final Set<Long> OF_CLUSTER =
            Set.of(0xe7L, 0x5854L, 0xa7L, 0xabL, 0xa3L, 0xa0L, 0xafL);

    private final SourceBytes bytes;

    /** Of the element that was looked at last. */
    private long id;

    private long start;
    private long end;

    private EbmlParts(SourceBytes bytes) {
        this.bytes = bytes;
    }

    static Extent extent(SourceBytes bytes) throws IOException {
        return new EbmlParts(bytes).extent();
    }

    private Extent extent() throws IOException {
        look(0);
        if (end < 0) {
            return Extent.DAMAGED;
        }
        look(end);
        if (id != SEGMENT) {
            return Extent.WHOLE;
        }
        long last = end < 0 ? bytes.size() : end;
        long at = start;
        for (int i = 0; at < Math.min(last, bytes.size()); i++) {
            if (i == MOST_PARTS) {
                return Extent.WHOLE;
            }
            look(at);
            boolean known =
                    id == CLUSTER
                            || id == VOID
                            || id == CHECKSUM
                            || OF_SEGMENT.contains(id)
                            || OF_CLUSTER.contains(id);
            if (!known || end < 0 && id != CLUSTER) {
                return at + 12 > bytes.size() ? Extent.CUT : Extent.DAMAGED;
            }
            // What is in a cluster is looked at in turn, as in one of unknown length.
            at = id == CLUSTER ? start : end;
        }
        return last > bytes.size() || at > bytes.size() ? Extent.CUT : Extent.WHOLE;
    }

    private void look(long at) throws IOException {
        int idBytes = width(at);
        id = bytes.big(at, idBytes);
        int lengthBytes = width(at + idBytes);
        long mask = (1L << 7 * lengthBytes) - 1;
        long length = bytes.big(at + idBytes, lengthBytes) & mask;
        start = at + idBytes + lengthBytes;
        end = length == mask ? -1 : start + length;
    }

    /** Returns how many bytes a number has, which its first one tells. */
    private int width(long at) throws IOException {
        return Integer.numberOfLeadingZeros(Math.max(1, bytes.at(at))) - 23;
    }
}
