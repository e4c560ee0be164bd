package io.mingle.audio.internal.recognition;

import io.mingle.audio.sound.Waveform;
import io.mingle.audio.transcript.Span;
import io.mingle.audio.transcript.SpeechDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts a recording into stretches of speech while it comes. It keeps the stretch under way alone,
 * and what a next one may begin with. For one thread.
 */
final class SpeechCutter {

    private final int rate;
    private final SpeechDetector detector;
    private float[] kept;
    private int count;

    /** Where in the recording what is kept begins. */
    private long first;

    private int pieces;

    /**
     * @param rate samples per second
     * @param longestSeconds a longer stretch is cut
     */
    SpeechCutter(int rate, double longestSeconds) {
        this.rate = rate;
        detector = new SpeechDetector(rate, longestSeconds);
        kept = new float[rate];
    }

    /** Hears further samples, and returns the stretches that have ended. */
    List<Piece> add(float[] samples, int more) {
        if (count + more > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(count + more, 2 * kept.length));
        }
        System.arraycopy(samples, 0, kept, count, more);
        count += more;
        List<Piece> ended =
                pieces(
                        detector.add(
                                more == samples.length ? samples : Arrays.copyOf(samples, more)));
        drop();
        return ended;
    }

    /** Ends the recording, and returns the stretch that was under way. */
    List<Piece> end() {
        return pieces(detector.end());
    }

    private List<Piece> pieces(List<Span> spans) {
        List<Piece> ended = new ArrayList<>();
        for (Span span : spans) {
            ended.add(piece(++pieces, span));
        }
        return ended;
    }

    private Piece piece(int number, Span span) {
        int from = (int) (span.start() - first);
        float[] samples = Arrays.copyOfRange(kept, from, from + (int) span.length());
        return new Piece(number, span, new Waveform(rate, samples));
    }

    /** What is not needed any more goes when it is half of all. */
    private void drop() {
        int unneeded = (int) (detector.needed() - first);
        if (unneeded > count / 2) {
            System.arraycopy(kept, unneeded, kept, 0, count - unneeded);
            count -= unneeded;
            first += unneeded;
        }
    }

    /** Returns the stretch under way, as far as it has come. */
    Optional<Piece> underWay() {
        OptionalLong start = detector.underWay();
        return start.isEmpty()
                ? Optional.empty()
                : Optional.of(piece(pieces + 1, new Span(start.getAsLong(), samples())));
    }

    /** Returns how many samples have come. */
    long samples() {
        return first + count;
    }

    /** Returns how much of the recording has come, in seconds. */
    double seconds() {
        return (double) samples() / rate;
    }

    /** Returns samples per second. */
    int rate() {
        return rate;
    }

    /** Returns how many samples are kept. */
    int kept() {
        return count;
    }
}
