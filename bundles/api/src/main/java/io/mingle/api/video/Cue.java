package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;

/**
 * What a subtitle track shows for a while.
 *
 * @param span when
 * @param text plain words, without marks of their form; may have line breaks
 */
public record Cue(TimeSpan span, String text) {

    /**
     * Checks that both are there.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Cue {
        if (span == null || text == null) {
            throw new InvalidRequestException(
                    "A cue of subtitles was given without its time or without its text.");
        }
    }
}
