package io.mingle.media.internal;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Goes through the frames of a video in the order in which they are shown.
 *
 * <p>A jump is taken back where what follows it is not the frame that was wanted: then all frames
 * from the first on are decoded. Where no more can be decoded, the last frame stands for the rest.
 */
final class FrameWalk implements AutoCloseable {

    private final Container container;
    private final FrameIndex index;
    private Decoder decoder;
    private boolean timed;

    /**
     * The decoded frame and the numbers that it stands for: its own and undecodable ones before.
     */
    private AVFrame frame;

    private int first;
    private int last = -1;
    private boolean ended;

    /** Nothing comes after the frame. */
    private boolean over;

    /** Begins before the first frame; the container stays the caller's to close. */
    FrameWalk(Container container, FrameIndex index) {
        this.container = container;
        this.index = index;
        timed = index.timed();
        rewind();
    }

    /**
     * Returns a frame, valid until the next call; in place of one that cannot be decoded, the next
     * that can, or behind the last of these that one. Null if there is none at all.
     */
    AVFrame frame(int number) {
        if (frame != null && first <= number && (number <= last || over)) {
            return frame;
        }
        int key = timed ? index.keyUpTo(number) : -1;
        boolean jump = key > last + 1 || number <= last && key > 0;
        if (jump && jumped(number)) {
            return frame;
        }
        if (jump || number <= last) {
            rewind();
        }
        while (last < number && advance()) {
            // Decoding takes the frames before it, too.
        }
        return frame;
    }

    /** Tells whether the frame that was returned last is the one with a number, and whole. */
    boolean isExact(int number) {
        return number == last && !Decoder.isDamaged(frame);
    }

    private boolean jumped(int number) {
        if (!container.seek(index.decodingTime(number))) {
            return false;
        }
        restart();
        do {
            if (!advance()) {
                return false;
            }
        } while (last < number);
        first = last;
        return last == number;
    }

    private void rewind() {
        container.rewind();
        restart();
    }

    /** A new decoder holds nothing back; a flushed one of FFmpeg's for HEVC does. */
    private void restart() {
        close();
        decoder = container.decoder();
        frame = null;
        first = 0;
        last = -1;
        ended = false;
        over = false;
    }

    /** Decodes the next frame that counts; false at the end. */
    private boolean advance() {
        for (AVFrame next = decode(); next != null; next = decode()) {
            int number = timed ? index.number(next.best_effort_timestamp()) : last + 1;
            if (number > last) {
                first = last + 1;
                last = number;
                frame = decoder.keep();
                return true;
            }
            if (number >= 0) {
                // The times are not those of showing after all.
                timed = false;
                rewind();
            }
        }
        over = true;
        return false;
    }

    private AVFrame decode() {
        // At the end the decoder gives back what it held, and no packet is read any more.
        container.checkInterruption();
        AVFrame next = decoder.next();
        while (next == null && !ended) {
            AVPacket packet = container.next();
            ended = packet == null;
            decoder.send(packet);
            next = decoder.next();
        }
        return next;
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
