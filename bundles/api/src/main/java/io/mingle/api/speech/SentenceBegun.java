package io.mingle.api.speech;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Update;

/**
 * What is spoken next; the chunks of its sound follow.
 *
 * @param index which piece of the text it is, from 0
 * @param text as it is spoken: numbers, dates and units are words
 */
public record SentenceBegun(int index, String text) implements Update {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if there is no text, or the index is below 0
     */
    public SentenceBegun {
        if (text == null || index < 0) {
            throw new InvalidRequestException(
                    "Sentence %s of a speech was reported without text.".formatted(index));
        }
    }
}
