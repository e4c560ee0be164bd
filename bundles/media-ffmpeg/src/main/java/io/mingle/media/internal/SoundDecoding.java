package io.mingle.media.internal;

import io.mingle.api.content.Sound.Channels;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.media.SoundPieces;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * One decoding of one sound. What encoders add before and after it (priming, padding) is left out,
 * as FFmpeg does by itself where the file says how much that is. What cannot be decoded is passed
 * over, and told.
 */
final class SoundDecoding implements AutoCloseable {

    private static final int MIN_RATE = 1_000;
    private static final int MAX_RATE = 192_000;

    /** Times are rounded, in some formats to milliseconds. */
    private static final double LEAST_GAP = 0.01;

    /** Far above full scale, which encoders pass by a little. */
    private static final float LOUDEST = 8;

    private final String what;
    private final Channels channels;
    private final double maxSeconds;
    private final Source source;
    private final FrameScan scan;
    private final Container container;
    private final Decoder decoder;
    private final SoundLosses losses;
    private final double tick;
    private final SoundPieces pieces;

    private int rate;
    private long limit;
    private float[] piece = new float[0];
    private long count;
    private double frameSeconds;
    private long expected;
    private boolean lastCut;

    /**
     * Opens a sound.
     *
     * @param what names it in messages: {@code The sound 'a.mp3'}
     * @param file its bytes; stays the caller's to close
     * @param pieces takes what is decoded
     */
    SoundDecoding(
            String what, Source file, Channels channels, double maxSeconds, SoundPieces pieces)
            throws IOException {
        this.what = what;
        this.channels = channels;
        this.maxSeconds = maxSeconds;
        this.pieces = pieces;
        losses = new SoundLosses(what);
        OpenSound opened = OpenSound.open(what, file);
        source = opened.source();
        scan = opened.scan();
        container = opened.container();
        try {
            AVRational base = container.firstSound().time_base();
            tick = (double) base.num() / base.den();
            expected = opened.isStartMissing() ? 0 : avutil.AV_NOPTS_VALUE;
            decoder = container.decoder();
        } catch (RuntimeException | IOException e) {
            container.close();
            throw e;
        }
    }

    /**
     * Decodes to the end, or until the limit is passed: headers are not believed.
     *
     * @return what was lost, a sentence each
     */
    List<String> decode() throws IOException {
        for (AVPacket packet = container.next(); packet != null; packet = container.next()) {
            take(packet);
        }
        decoder.send(null);
        drain();
        if (count == 0 || losses.odd() == count) {
            throw container.damaged("nothing of its sound can be decoded");
        }
        account();
        return losses.sentences(count, rate);
    }

    private void take(AVPacket packet) {
        lastCut = !container.coverage().isUsable(packet);
        if (lastCut) {
            return;
        }
        if (expected != avutil.AV_NOPTS_VALUE && packet.pts() != avutil.AV_NOPTS_VALUE) {
            double gap = (packet.pts() - expected) * tick;
            // Times that go far ahead are those of another recording.
            if (gap > LEAST_GAP && gap < maxSeconds) {
                losses.hole(gap);
            }
        }
        boolean timed = packet.pts() != avutil.AV_NOPTS_VALUE && packet.duration() > 0;
        expected = timed ? packet.pts() + packet.duration() : avutil.AV_NOPTS_VALUE;
        decoder.send(packet);
        boolean decoded = drain();
        if (decoder.failed() && !decoded) {
            losses.hole(packet.duration() > 0 ? packet.duration() * tick : frameSeconds);
        }
    }

    /** Takes what the decoder has; false if that is nothing. */
    private boolean drain() {
        AVFrame frame = decoder.next();
        boolean any = frame != null;
        for (; frame != null; frame = decoder.next()) {
            append(frame);
        }
        return any;
    }

    private void append(AVFrame frame) {
        if (rate == 0) {
            start(frame.sample_rate());
        }
        int more = frame.nb_samples();
        frameSeconds = (double) more / Math.max(1, frame.sample_rate());
        if (frame.sample_rate() != rate) {
            losses.otherRate(frameSeconds, frame.sample_rate());
            return;
        }
        if (count + more > limit) {
            throw new ContentTooLargeException(
                    String.format(
                            Locale.ROOT,
                            "%s lasts longer than %.1f s; this model hears at most that at a time."
                                    + " Cut it into shorter ones.",
                            what,
                            maxSeconds));
        }
        if (more > piece.length) {
            piece = new float[more];
        }
        int odd = OneChannel.copy(frame, channels, piece, 0);
        if (odd == OneChannel.UNKNOWN) {
            throw container.damaged("its samples are of an unknown kind");
        }
        if (!container.coverage().isOfPlainSamples() && isTooLoud(more)) {
            losses.hole(frameSeconds);
            return;
        }
        losses.odd(odd);
        count += more;
        if (more > 0) {
            pieces.take(piece, more);
        }
        if (Decoder.isDamaged(frame)) {
            losses.hole(frameSeconds);
        } else {
            losses.whole();
        }
    }

    /** What a decoder makes of wrong bytes may drown all else of a sound. */
    private boolean isTooLoud(int more) {
        for (int i = 0; i < more; i++) {
            if (Math.abs(piece[i]) > LOUDEST) {
                return true;
            }
        }
        return false;
    }

    private void start(int found) {
        if (found < MIN_RATE || found > MAX_RATE) {
            throw container.damaged(
                    "it has %s samples per second; %s to %s are read"
                            .formatted(found, MIN_RATE, MAX_RATE));
        }
        rate = found;
        limit = (long) (maxSeconds * rate);
        pieces.begin(rate, Math.max(0, container.coverage().declared()));
    }

    /** Compares what the file says with what was found. */
    private void account() throws IOException {
        Coverage coverage = container.coverage();
        if (scan != null) {
            losses.holes(scan.lostInHoles(), scan.holes());
            losses.end(scan.lostAtEnd());
            losses.cut(scan.isCut());
            return;
        }
        double missing = coverage.missing();
        if (coverage.isExact() && coverage.declared() > 0) {
            losses.holesAre(coverage.declared() - missing - (double) count / rate);
        }
        losses.end(missing);
        losses.cut(lastCut || container.isBrokenOff() || Extent.of(source) == Extent.CUT);
    }

    @Override
    public void close() {
        decoder.close();
        container.close();
    }
}
