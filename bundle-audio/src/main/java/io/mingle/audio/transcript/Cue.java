package io.mingle.audio.transcript;

import java.time.Duration;

/**
 * A text and when it is said.
 *
 * @param start from the beginning of the recording
 * @param end not before the start
 */
public record Cue(Duration start, Duration end, String text) {}
