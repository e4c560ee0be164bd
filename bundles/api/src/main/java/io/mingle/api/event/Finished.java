package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * The answer is complete. The last event of its stream.
 *
 * @param text the whole answer: all deltas in a row
 * @param reason why it ended
 * @param usage what it took
 * @param warnings what of the content the answer could not regard, a sentence each for a person: a
 *     damaged file was used as far as it goes, pages were left out; usually none
 */
public record Finished(String text, FinishReason reason, Usage usage, List<String> warnings)
        implements End {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Finished {
        if (text == null || reason == null || usage == null || warnings == null) {
            throw new InvalidRequestException(
                    "A finished generation was reported with text %s, reason %s, usage %s and warnings %s; none of them may be null."
                            .formatted(text, reason, usage, warnings));
        }
        warnings = List.copyOf(warnings);
    }

    /** Reports an answer that regarded all content. */
    public Finished(String text, FinishReason reason, Usage usage) {
        this(text, reason, usage, List.of());
    }
}
