package io.mingle.audio.internal.recognition;

import io.mingle.audio.sound.Waveform;
import io.mingle.audio.transcript.Span;
import java.time.Duration;

/**
 * A stretch of speech.
 *
 * @param number among those of the recording, from 1
 * @param span where it is in the recording, in samples
 * @param sound what is heard in it
 */
record Piece(int number, Span span, Waveform sound) {

    private static final long MILLIS = 1000;

    /** Returns when it begins, in whole milliseconds. */
    Duration start() {
        return time(span.start(), sound.rate());
    }

    /** Returns when it ends, in whole milliseconds. */
    Duration end() {
        return time(span.end(), sound.rate());
    }

    /** Returns how many seconds it lasts. */
    double seconds() {
        return (double) span.length() / sound.rate();
    }

    static Duration time(long samples, int rate) {
        return Duration.ofMillis(samples * MILLIS / rate);
    }
}
