package io.mingle.media.internal;

import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A sound's file that is open.
 *
 * @param source its bytes; of bare frames, theirs alone
 * @param scan of bare frames, what was found; else null
 */
record OpenSound(Container container, Source source, FrameScan scan) {

    /** Frames of a larger file are not looked for: FFmpeg finds them by itself, less exactly. */
    private static final int MOST_SCANNED = 64 << 20;

    /** Opens a sound. Where frames have nothing around them, FFmpeg gets the frames alone. */
    static OpenSound open(String what, Source whole) throws IOException {
        byte[] bytes = null;
        FrameScan scan = null;
        Container container = null;
        try {
            container = new Container(what, whole, FfmpegReader.MAX_PIXELS);
            if (container.format().equals("mp3") || container.format().equals("aac")) {
                bytes = bytes(whole);
                scan = FrameScan.of(bytes);
            }
            if (scan == null) {
                OpenSound opened = new OpenSound(container, whole, null);
                container = null;
                return opened;
            }
        } catch (UnreadableContentException e) {
            bytes = bytes(whole);
            scan = FrameScan.of(bytes);
            if (scan == null) {
                throw e;
            }
        } finally {
            if (container != null) {
                container.close();
            }
        }
        Source frames = Source.of(bytes, scan.ranges());
        return new OpenSound(
                new Container(what, frames, FfmpegReader.MAX_PIXELS, scan.format()), frames, scan);
    }

    /** Returns the bytes of a file that is small enough to look through; else none. */
    private static byte[] bytes(Source source) throws IOException {
        if (source.array() != null) {
            return source.array();
        }
        if (source.size() > MOST_SCANNED) {
            return new byte[0];
        }
        ByteBuffer all = ByteBuffer.allocate((int) source.size());
        while (all.hasRemaining() && source.read(all.position(), all) > 0) {
            // What is there is not read at once.
        }
        return all.array();
    }

    /** Tells whether what comes before the first packet is lost. */
    boolean isStartMissing() throws IOException {
        return container.format().equals("ogg") && OggPages.isStartMissing(new SourceBytes(source));
    }
}
