package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;

/**
 * The answer is complete. The last event of its stream.
 *
 * @param text the whole answer: all deltas in a row
 * @param reason why it ended
 * @param usage what it took
 * @param warnings what of the content the answer could not regard, a sentence each for a person: a
 *     damaged file was used as far as it goes, pages were left out; usually none
 * @param stop the text that ended it, if the reason is {@link FinishReason#STOP_STRING}
 * @param logprobs those of all its tokens in a row, if they were asked for
 */
public record Finished(
        String text,
        FinishReason reason,
        Usage usage,
        List<String> warnings,
        Optional<String> stop,
        List<TokenLogProbs> logprobs)
        implements End {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Finished {
        if (text == null
                || reason == null
                || usage == null
                || warnings == null
                || stop == null
                || logprobs == null) {
            throw new InvalidRequestException(
                    "A finished generation was reported with text %s, reason %s, usage %s, warnings %s, stop %s and logprobs %s; none of them may be null."
                            .formatted(text, reason, usage, warnings, stop, logprobs));
        }
        warnings = List.copyOf(warnings);
        logprobs = List.copyOf(logprobs);
    }

    /** Reports an answer that no stop text ended, without log probabilities. */
    public Finished(String text, FinishReason reason, Usage usage, List<String> warnings) {
        this(text, reason, usage, warnings, Optional.empty(), List.of());
    }

    /** Reports an answer that regarded all content. */
    public Finished(String text, FinishReason reason, Usage usage) {
        this(text, reason, usage, List.of());
    }
}
