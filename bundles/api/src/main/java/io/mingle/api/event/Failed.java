package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;

/**
 * The result could not be produced. The last event of its stream.
 *
 * @param error why, with a stable code
 */
public record Failed(MingleException error) implements End {

    /**
     * Checks that there is an error.
     *
     * @throws InvalidRequestException if {@code error} is null
     */
    public Failed {
        if (error == null) {
            throw new InvalidRequestException(
                    "A failed generation was reported without its error.");
        }
    }
}
