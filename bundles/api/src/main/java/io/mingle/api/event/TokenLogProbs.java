package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * How likely the model found the token that comes next, and which it found likeliest; where {@code
 * logprobs} was asked for.
 *
 * <p>There is one for each token of the answer, in their order, each before the {@link TextDelta}
 * that its text completes: a piece of text is that of all tokens since the piece before, or it ends
 * within them, where text is held back that may become a stop text. There is none for the special
 * token that ends an answer. The tokens of a stop text, which is not part of the answer, are told.
 * {@link Finished} has all of them.
 *
 * @param token the one that was chosen
 * @param likeliest as many as were asked for, the likeliest first, whether the chosen one is among
 *     them or not; unmodifiable
 */
public record TokenLogProbs(ScoredToken token, List<ScoredToken> likeliest) implements Update {

    /**
     * Takes a copy of the list.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public TokenLogProbs {
        if (token == null || likeliest == null) {
            throw new InvalidRequestException(
                    "Log probabilities were told without a token or without a list.");
        }
        likeliest = List.copyOf(likeliest);
    }
}
