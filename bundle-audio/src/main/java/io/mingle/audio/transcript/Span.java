package io.mingle.audio.transcript;

/**
 * A part of a recording.
 *
 * @param start the first sample
 * @param end the first sample behind it
 */
public record Span(long start, long end) {

    /** Returns how many samples it has. */
    public long length() {
        return end - start;
    }
}
