package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * A stretch of speech and what was said in it.
 *
 * @param number among those of the recording, from 1
 * @param start from the beginning of the recording
 * @param end not before the start
 * @param language the label that the model gave it, such as {@code Chinese}; empty if it gave none
 * @param text what was said; empty if the model heard no words
 * @param logprob the mean of the natural logarithms of the probabilities of its tokens, if known
 */
public record Segment(
        int number,
        Duration start,
        Duration end,
        String language,
        String text,
        OptionalDouble logprob) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null or out of its range
     */
    public Segment {
        if (number < 1
                || start == null
                || end == null
                || start.isNegative()
                || end.compareTo(start) < 0
                || language == null
                || text == null
                || logprob == null) {
            throw new InvalidRequestException(
                    "A segment was given with number %s, start %s, end %s, language %s. Count from 1, and let it end after it begins."
                            .formatted(number, start, end, language));
        }
    }
}
