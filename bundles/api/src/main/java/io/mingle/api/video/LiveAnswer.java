package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;

/**
 * An answer about a stream.
 *
 * @param text what the model said; empty while it cannot tell yet
 * @param isReady false if what was asked about has not been seen yet, which only questions about
 *     the future are told
 * @param until how far the stream had been seen, in seconds
 */
public record LiveAnswer(String text, boolean isReady, double until) {

    /**
     * Checks that there is a text.
     *
     * @throws InvalidRequestException if the text is null or the time negative
     */
    public LiveAnswer {
        if (text == null || !(until >= 0)) {
            throw new InvalidRequestException(
                    "An answer about a stream was given without a text, or at %s seconds."
                            .formatted(until));
        }
    }
}
