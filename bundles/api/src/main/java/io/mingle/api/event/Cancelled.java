package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;

/**
 * The generation was ended before it was complete. The last event of its stream.
 *
 * @param text the text until then: all deltas in a row, possibly none
 */
public record Cancelled(String text) implements End {

    /**
     * Checks that there is a text.
     *
     * @throws InvalidRequestException if {@code text} is null
     */
    public Cancelled {
        if (text == null) {
            throw new InvalidRequestException(
                    "A cancelled generation was reported without its text. Pass an empty string"
                            + " where nothing had been produced.");
        }
    }
}
