package io.mingle.api.understanding;

import io.mingle.api.error.InvalidRequestException;

/**
 * What the model said.
 *
 * @param text the whole of it: all {@link io.mingle.api.event.TextDelta}s in a row
 * @param reason why it ended
 */
public record Answer(String text, FinishReason reason) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Answer {
        if (text == null || reason == null) {
            throw new InvalidRequestException(
                    "An answer was reported with text %s and reason %s; none of them may be null."
                            .formatted(text, reason));
        }
    }
}
