package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;

/**
 * Words, as a person wrote them.
 *
 * @param text the words, possibly none, never null
 */
public record Text(String text) implements Content {

    /**
     * Checks that there is a text.
     *
     * @throws InvalidRequestException if {@code text} is null
     */
    public Text {
        if (text == null) {
            throw new InvalidRequestException(
                    "A text was given as null. Pass an empty string where there are no words.");
        }
    }
}
