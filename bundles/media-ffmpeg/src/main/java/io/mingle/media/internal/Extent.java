package io.mingle.media.internal;

import java.io.IOException;

/**
 * Whether a file is as long as it says itself, and its parts follow each other: FFmpeg keeps that.
 */
enum Extent {
    /** It is, or the format does not tell. */
    WHOLE,
    /** It ends before what it says is its end. */
    CUT,
    /** It has an MP4's parts, but no index, without which nothing in it is found. */
    WITHOUT_INDEX,
    /** Its parts do not follow each other. */
    DAMAGED;

    /** From here on it was written before it was known: 2³² − 1 by FFmpeg, about 2³¹ by SoX. */
    private static final long UNKNOWN_RIFF = 0x7fff_f000L;

    private static final int MOST_PARTS = 100_000;
    private static final int TS_PACKET = 188;
    private static final int GIF_HEADER = 13;

    private static final String ASF = "\060\046\262\165\216\146\317\021";
    private static final String FILE_PROPERTIES = "\241\334\253\214\107\251\317\021\216\344";
    private static final int MOST_ASF_HEADER = 1 << 16;

    /** Where the file properties have the size of the file. */
    private static final int ASF_SIZE = 40;

    static Extent of(Source source) throws IOException {
        SourceBytes bytes = new SourceBytes(source);
        if (bytes.has(0, "OggS")) {
            return OggPages.isLastWhole(bytes) ? WHOLE : CUT;
        }
        if (bytes.has(0, EbmlParts.MARK)) {
            return EbmlParts.extent(bytes);
        }
        if (bytes.has(0, "RIFF")) {
            return riff(bytes);
        }
        if (bytes.has(0, ASF)) {
            return asf(bytes);
        }
        if (bytes.has(0, "caff")) {
            return caf(bytes);
        }
        if (bytes.has(0, "GIF8")) {
            return gif(bytes);
        }
        if (bytes.has(0, "G") && bytes.has(TS_PACKET, "G")) {
            return bytes.size() % TS_PACKET == 0 ? WHOLE : CUT;
        }
        return isMp4(bytes) ? mp4(bytes) : WHOLE;
    }

    private static boolean isMp4(SourceBytes bytes) throws IOException {
        for (String type : new String[] {"ftyp", "moov", "mdat", "wide", "free", "skip"}) {
            if (bytes.has(4, type)) {
                return true;
            }
        }
        return false;
    }

    /** ISO/IEC 14496-12: boxes, each with its size. */
    private static Extent mp4(SourceBytes bytes) throws IOException {
        boolean index = false;
        boolean cut = false;
        long at = 0;
        for (int i = 0; i < MOST_PARTS && at + 8 <= bytes.size(); i++) {
            // A picture of this family (HEIF) has another index.
            index |= bytes.has(at + 4, "moov") || bytes.has(at + 4, "meta");
            long size = bytes.big(at, 4);
            size = size == 1 ? bytes.big(at + 8, 8) : size == 0 ? bytes.size() - at : size;
            cut = size > bytes.size() - at;
            if (size < 8 || cut) {
                break;
            }
            at += size;
        }
        return !index ? WITHOUT_INDEX : cut ? CUT : WHOLE;
    }

    /** WAV, and AVI, where one part of 1 GiB may follow another. */
    private static Extent riff(SourceBytes bytes) throws IOException {
        long at = 0;
        while (bytes.has(at, "RIFF")) {
            long size = bytes.little(at + 4, 4);
            if (size <= 0 || size >= UNKNOWN_RIFF) {
                return WHOLE;
            }
            at += 8 + size + size % 2;
        }
        return at > bytes.size() + 1 ? CUT : WHOLE;
    }

    /** The size of the file stands in an object of the header. */
    private static Extent asf(SourceBytes bytes) throws IOException {
        for (int at = 0; at < MOST_ASF_HEADER; at++) {
            if (bytes.has(at, FILE_PROPERTIES)) {
                return bytes.little(at + ASF_SIZE, 8) > bytes.size() ? CUT : WHOLE;
            }
        }
        return WHOLE;
    }

    /** Apple, "Core Audio Format Specification 1.0": chunks; the samples may go on to the end. */
    private static Extent caf(SourceBytes bytes) throws IOException {
        long at = 8;
        for (int i = 0; i < MOST_PARTS && at + 12 <= bytes.size(); i++) {
            long size = bytes.big(at + 4, 8);
            if (size < 0) {
                return WHOLE;
            }
            if (size > bytes.size() - at - 12) {
                return CUT;
            }
            at += 12 + size;
        }
        return WHOLE;
    }

    /**
     * CompuServe, "Graphics Interchange Format 89a": blocks, up to one that says it is the last.
     */
    private static Extent gif(SourceBytes bytes) throws IOException {
        long at = GIF_HEADER + table(bytes.at(GIF_HEADER - 3));
        while (at < bytes.size()) {
            switch (bytes.at(at)) {
                case ';' -> {
                    return WHOLE;
                }
                case '!' -> at += 2;
                case ',' -> at += 11 + table(bytes.at(at + 9));
                case 0 -> {
                    // Some programs write an empty block too many.
                    at++;
                    continue;
                }
                default -> {
                    return DAMAGED;
                }
            }
            for (int length = bytes.at(at); length > 0; length = bytes.at(at)) {
                at += 1 + length;
            }
            at++;
        }
        return at > bytes.size() ? CUT : WHOLE;
    }

    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }
}
