package io.mingle.media.internal;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.media.DecodedSound;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * One decoding of one sound. What encoders add before and after it (priming, padding) is left out,
 * as FFmpeg does by itself where the file says how much that is.
 */
final class SoundDecoding implements AutoCloseable {

    private static final int MIN_RATE = 1_000;
    private static final int MAX_RATE = 192_000;
    private static final int FIRST_PIECE = 1 << 16;

    private final String what;
    private final double maxSeconds;
    private final Container container;
    private final Decoder decoder;

    private int rate;
    private long limit;
    private float[] samples = new float[FIRST_PIECE];
    private int count;
    private boolean broken;

    SoundDecoding(String what, Source source, double maxSeconds) throws IOException {
        this.what = what;
        this.maxSeconds = maxSeconds;
        container = new Container(what, source, FfmpegReader.MAX_PIXELS);
        try {
            container.firstSound();
            decoder = container.decoder();
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    /** Decodes to the end, or until the limit is passed: headers are not believed. */
    DecodedSound decode() {
        for (AVPacket packet = container.next(); packet != null; packet = container.next()) {
            if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
                throw container.damaged("it ends too early");
            }
            take(packet);
        }
        take(null);
        if (count == 0) {
            throw container.damaged("nothing of its sound can be decoded");
        }
        return new DecodedSound(rate, Arrays.copyOf(samples, count));
    }

    private void take(AVPacket packet) {
        decoder.send(packet);
        for (AVFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
            append(frame);
        }
        broken |= decoder.failed();
    }

    private void append(AVFrame frame) {
        if (broken && count > 0) {
            // Tags before and after the sound are no damage; a hole in it is.
            throw container.damaged(
                    String.format(
                            Locale.ROOT,
                            "its data makes no sense after %.1f s",
                            (double) count / rate));
        }
        broken = false;
        if (rate == 0) {
            start(frame.sample_rate());
        } else if (frame.sample_rate() != rate) {
            throw container.damaged(
                    "it changes from %s to %s samples per second"
                            .formatted(rate, frame.sample_rate()));
        }
        int more = frame.nb_samples();
        if ((long) count + more > limit) {
            throw new ContentTooLargeException(
                    String.format(
                            Locale.ROOT,
                            "%s lasts longer than %.1f s; this model hears at most that at a time."
                                    + " Cut it into shorter ones.",
                            what,
                            maxSeconds));
        }
        if (count + more > samples.length) {
            long larger = Math.max(count + more, 2L * samples.length);
            samples = Arrays.copyOf(samples, (int) Math.min(limit, larger));
        }
        if (!FirstChannel.copy(frame, samples, count)) {
            throw container.damaged("a sample is no number, or of an unknown kind");
        }
        count += more;
    }

    private void start(int found) {
        if (found < MIN_RATE || found > MAX_RATE) {
            throw container.damaged(
                    "it has %s samples per second; %s to %s are read"
                            .formatted(found, MIN_RATE, MAX_RATE));
        }
        rate = found;
        limit = (long) Math.min(maxSeconds * rate, Integer.MAX_VALUE - Long.BYTES);
    }

    @Override
    public void close() {
        decoder.close();
        container.close();
    }
}
