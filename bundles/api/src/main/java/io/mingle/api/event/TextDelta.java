package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;

/**
 * The next piece of a text.
 *
 * @param text what follows the pieces before; whole characters, never empty
 */
public record TextDelta(String text) implements Update {

    /**
     * Checks that there is something new.
     *
     * @throws InvalidRequestException if {@code text} is null or empty
     */
    public TextDelta {
        if (text == null || text.isEmpty()) {
            throw new InvalidRequestException(
                    "A text delta was given without text. Send one only when there is some.");
        }
    }
}
