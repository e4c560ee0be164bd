package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;

/**
 * What a generation used.
 *
 * @param promptTokens tokens of the prompt after placeholders were expanded
 * @param completionTokens tokens that were produced
 * @param timings where the time went
 */
public record Usage(int promptTokens, int completionTokens, Timings timings) {

    /** Nothing used, for answers that no model computed. */
    public static final Usage NONE = new Usage(0, 0, Timings.NONE);

    /**
     * Checks that no count is negative and that there are timings.
     *
     * @throws InvalidRequestException otherwise
     */
    public Usage {
        if (promptTokens < 0 || completionTokens < 0 || timings == null) {
            throw new InvalidRequestException(
                    "The usage counts "
                            + promptTokens
                            + " prompt tokens, "
                            + completionTokens
                            + " completion tokens and timings "
                            + timings
                            + "; counts have to be zero or more and timings present.");
        }
    }
}
