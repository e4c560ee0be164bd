package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;

/**
 * How a stream is remembered and asked about. Begin with {@link #USUAL}.
 *
 * @param maxTokens how many tokens of frames are kept, 1 or more, and never more than the model
 *     reads beside a question; what is older is put into words
 * @param maxNotes how many characters these words have at most, 200 to 100,000; the oldest are
 *     shortened
 * @param generation how tokens are chosen, and how many at most, for each answer
 */
public record LiveOptions(int maxTokens, int maxNotes, GenerationOptions generation) {

    /** About 9,000 tokens, as many as the published model has of a video; 4,000 characters. */
    public static final LiveOptions USUAL =
            new LiveOptions(9216, 4000, GenerationOptions.GREEDY.withMaxTokens(256));

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException if one is out of its range
     */
    public LiveOptions {
        if (maxTokens < 1 || maxNotes < 200 || maxNotes > 100_000 || generation == null) {
            throw new InvalidRequestException(
                    "A stream was to be remembered with %s tokens and %s characters. Take 1 or more tokens, and 200 to 100000 characters."
                            .formatted(maxTokens, maxNotes));
        }
    }

    /** Returns these options with another number of tokens. */
    public LiveOptions withMaxTokens(int value) {
        return new LiveOptions(value, maxNotes, generation);
    }

    /** Returns these options with another length of notes. */
    public LiveOptions withMaxNotes(int value) {
        return new LiveOptions(maxTokens, value, generation);
    }

    /** Returns these options with another choice of tokens. */
    public LiveOptions withGeneration(GenerationOptions value) {
        return new LiveOptions(maxTokens, maxNotes, value);
    }
}
