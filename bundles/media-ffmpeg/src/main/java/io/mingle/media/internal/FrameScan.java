package io.mingle.media.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames of a sound that has nothing around them: MP3 and AAC in ADTS. Such files are joined by
 * putting one behind the other, with their tags; bytes get lost in the middle; anything may come
 * before the first frame. Here the frames are told from all else, in one pass.
 *
 * <p>How many frames are lost is what an encoder's note says less what there is; without one it is
 * estimated from the bytes that are no frames.
 */
final class FrameScan {

    /** How many frames in a row are taken for a sound, where nothing else is known. */
    private static final int ENOUGH = 4;

    /** How far into a file its first frame may lie. */
    private static final int MOST_JUNK = 1 << 20;

    /** In how many pieces a sound may be; five minutes have fewer frames. */
    private static final int MOST_RANGES = 50_000;

    private static final int TAG = 10;
    private static final int FRAMES_GIVEN = 1;

    /** A run of bytes that are frames. */
    record Range(int from, int to) {}

    private final byte[] bytes;
    private final List<Range> ranges = new ArrayList<>();
    private FrameHeader first;
    private int kind;
    private int start = -1;

    private int frames;
    private long frameBytes;
    private int holes;
    private int estimated;
    private boolean cut;

    /** Of the file that began last among those that were joined: what is said, what was found. */
    private int declared;

    private int found;
    private long lacking;

    private FrameScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Looks for frames; null if there are none soon. */
    static FrameScan of(byte[] bytes) {
        FrameScan scan = new FrameScan(bytes);
        int begin = scan.begin();
        if (begin < 0) {
            return null;
        }
        scan.run(begin);
        return scan;
    }

    private int begin() {
        int at = 0;
        for (int tag = tag(at); tag > 0; tag = tag(at)) {
            at += tag;
        }
        int last = (int) Math.min(bytes.length, (long) at + MOST_JUNK);
        for (; at < last; at++) {
            if (isRow(at, ENOUGH)) {
                return at;
            }
        }
        return -1;
    }

    private void run(int begin) {
        first = FrameHeader.read(bytes, begin);
        kind = first.kind();
        int at = begin;
        while (at < bytes.length && ranges.size() < MOST_RANGES) {
            int tag = tag(at);
            if (tag > 0) {
                close(at);
                at = (int) Math.min(bytes.length, (long) at + tag);
            } else if (isFrame(at)) {
                at = frame(at);
            } else {
                at = hole(at);
            }
        }
        close(at);
        endOfPart();
        cut |= at < bytes.length;
    }

    private int frame(int at) {
        FrameHeader header = FrameHeader.read(bytes, at);
        kind = header.kind();
        if (at + header.length() > bytes.length) {
            close(at);
            cut = true;
            return bytes.length;
        }
        int said = framesSaid(at, header);
        if (said >= 0) {
            endOfPart();
            declared = said;
            if (frames > 0) {
                // It decodes to silence, and is no part of the sound.
                close(at);
                return at + header.length();
            }
        } else {
            found++;
        }
        if (start < 0) {
            start = at;
        }
        frames++;
        frameBytes += header.length();
        return at + header.length();
    }

    /** Skips what is neither a frame nor a tag; at the end of the file that is no loss. */
    private int hole(int at) {
        close(at);
        int next = at + 1;
        while (next < bytes.length && !isFrame(next) && tag(next) == 0) {
            next++;
        }
        if (next < bytes.length && tag(next) == 0) {
            long mean = Math.max(1, frameBytes / Math.max(1, frames));
            holes++;
            estimated += (int) Math.max(1, Math.round((double) (next - at) / mean));
        }
        return next;
    }

    private void close(int end) {
        if (start >= 0) {
            ranges.add(new Range(start, end));
            start = -1;
        }
    }

    private void endOfPart() {
        // Encoders do not agree on whether the frame with the note counts itself.
        lacking += declared - found > 1 ? declared - found : 0;
        declared = 0;
        found = 0;
    }

    /**
     * Tells whether a frame begins here: another one follows it, several if it is of another kind
     * than those before; or none does, though the one before ended here, because the next is
     * damaged.
     */
    private boolean isFrame(int at) {
        FrameHeader header = FrameHeader.read(bytes, at);
        if (header == null) {
            return false;
        }
        return isRow(at, header.kind() == kind ? 2 : ENOUGH)
                || start >= 0 && header.kind() == kind && !isRowWithin(at);
    }

    /** Tells whether whole frames begin within one, whose length must then be wrong. */
    private boolean isRowWithin(int at) {
        int end = Math.min(bytes.length, at + FrameHeader.read(bytes, at).length());
        for (int i = at + 1; i < end; i++) {
            if (isRow(i, ENOUGH)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether frames of one kind follow each other, or are followed by a tag or the end. */
    private boolean isRow(int at, int count) {
        FrameHeader header = FrameHeader.read(bytes, at);
        long next = at;
        for (int i = 1; header != null; i++) {
            next += header.length();
            if (i == count || next >= bytes.length || tag((int) next) > 0) {
                return i > 1 || header.kind() == kind;
            }
            FrameHeader following = FrameHeader.read(bytes, (int) next);
            header = following != null && following.kind() == header.kind() ? following : null;
        }
        return false;
    }

    /** Returns the length of the tag at a place, 0 if there is none. */
    private int tag(int at) {
        if (is(at, "ID3") && at + TAG <= bytes.length) {
            int size = 0;
            for (int i = 6; i < TAG; i++) {
                size = size << 7 | bytes[at + i] & 0x7f;
            }
            boolean footer = (bytes[at + 5] & 0x10) != 0;
            return TAG + size + (footer ? TAG : 0);
        }
        if (is(at, "TAG")) {
            return is(at, "TAG+") ? 227 : 128;
        }
        if (is(at, "APETAGEX") && at + 32 <= bytes.length) {
            boolean header = (bytes[at + 23] & 0x20) != 0;
            return header ? (int) Math.min(bytes.length, 32 + little(at + 12)) : 32;
        }
        return 0;
    }

    /** Returns how many frames an encoder's note in a frame says follow, −1 if there is none. */
    private int framesSaid(int at, FrameHeader header) {
        int note = at + header.information();
        if (header.information() == 0 || !is(note, "Xing") && !is(note, "Info")) {
            return -1;
        }
        boolean given = note + 12 <= bytes.length && (bytes[note + 7] & FRAMES_GIVEN) != 0;
        return given ? (int) Math.min(Integer.MAX_VALUE, big(note + 8)) : 0;
    }

    private boolean is(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long little(int at) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) big(at)));
    }

    private long big(int at) {
        long value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    /** Returns the runs of frames, in order; 1 or more. */
    List<Range> ranges() {
        return List.copyOf(ranges);
    }

    /** Returns FFmpeg's name for such files. */
    String format() {
        return first.isAac() ? "aac" : "mp3";
    }

    /** Returns in how many places frames are missing. */
    int holes() {
        return holes;
    }

    /** Returns how many seconds are missing in these places. */
    double lostInHoles() {
        return seconds(holes == 0 ? 0 : cut ? estimated : Math.max(estimated, lacking));
    }

    /** Returns how many seconds are missing at the end, as far as the file says. */
    double lostAtEnd() {
        return seconds(holes == 0 ? lacking : cut ? Math.max(0, lacking - estimated) : 0);
    }

    /** Tells whether it ends within a frame. */
    boolean isCut() {
        return cut;
    }

    private double seconds(long count) {
        return (double) count * first.samples() / first.rate();
    }
}
