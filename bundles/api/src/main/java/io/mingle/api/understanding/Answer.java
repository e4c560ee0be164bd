package io.mingle.api.understanding;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.TokenLogProbs;
import java.util.List;
import java.util.Optional;

/**
 * What the model said.
 *
 * @param text the whole of it: all {@link io.mingle.api.event.TextDelta}s in a row
 * @param reason why it ended
 * @param stop the text that ended it, if the reason is {@link FinishReason#STOP_STRING}
 * @param logprobs those of all its tokens in a row, if they were asked for; copied
 */
public record Answer(
        String text, FinishReason reason, Optional<String> stop, List<TokenLogProbs> logprobs) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Answer {
        if (text == null || reason == null || stop == null || logprobs == null) {
            throw new InvalidRequestException(
                    "An answer was reported with text %s, reason %s, stop %s and logprobs %s; none of them may be null."
                            .formatted(text, reason, stop, logprobs));
        }
        logprobs = List.copyOf(logprobs);
    }

    /** Reports what no stop text ended, without log probabilities. */
    public Answer(String text, FinishReason reason) {
        this(text, reason, Optional.empty(), List.of());
    }
}
