package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;

/**
 * The answer is complete. The last event of its stream.
 *
 * @param text the whole answer: all deltas in a row
 * @param reason why it ended
 * @param usage what it took
 */
public record Finished(String text, FinishReason reason, Usage usage) implements Event {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Finished {
        if (text == null || reason == null || usage == null) {
            throw new InvalidRequestException(
                    "A finished generation was reported with text "
                            + text
                            + ", reason "
                            + reason
                            + " and usage "
                            + usage
                            + "; none of them may be null.");
        }
    }
}
