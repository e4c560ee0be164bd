package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * The result is complete. The last event of its stream.
 *
 * @param result what was asked for
 * @param usage what it took
 * @param warnings what of the content could not be regarded, a sentence each for a person: a
 *     damaged file was used as far as it goes, pages were left out; usually none
 * @param <R> the kind of result
 */
public record Finished<R>(R result, Usage usage, List<String> warnings) implements End {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Finished {
        if (result == null || usage == null || warnings == null) {
            throw new InvalidRequestException(
                    "A finished generation was reported with result %s, usage %s and warnings %s; none of them may be null."
                            .formatted(result, usage, warnings));
        }
        warnings = List.copyOf(warnings);
    }
}
