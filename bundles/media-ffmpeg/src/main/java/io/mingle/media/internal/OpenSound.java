package io.mingle.media.internal;

import io.mingle.api.content.Sound;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;

/**
 * A sound's file that is open.
 *
 * @param source its bytes; of bare frames, theirs alone
 * @param scan of bare frames, what was found; else null
 */
record OpenSound(Container container, Source source, FrameScan scan) {

    /** Opens a sound. Where frames have nothing around them, FFmpeg gets the frames alone. */
    static OpenSound open(String what, Sound sound) throws IOException {
        byte[] bytes = sound.bytes();
        Source whole = Source.of(bytes);
        FrameScan scan = null;
        try {
            Container container = new Container(what, whole, FfmpegReader.MAX_PIXELS);
            if (container.format().equals("mp3") || container.format().equals("aac")) {
                scan = FrameScan.of(bytes);
            }
            if (scan == null) {
                return new OpenSound(container, whole, null);
            }
            container.close();
        } catch (UnreadableContentException e) {
            scan = FrameScan.of(bytes);
            if (scan == null) {
                throw e;
            }
        }
        Source frames = Source.of(bytes, scan.ranges());
        return new OpenSound(
                new Container(what, frames, FfmpegReader.MAX_PIXELS, scan.format()), frames, scan);
    }

    /** Tells whether what comes before the first packet is lost. */
    boolean isStartMissing() throws IOException {
        return container.format().equals("ogg") && OggPages.isStartMissing(new SourceBytes(source));
    }
}
