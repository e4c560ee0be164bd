package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a generation used.
 *
 * @param promptTokens tokens of the prompt after placeholders were expanded
 * @param completionTokens tokens that were produced
 * @param timings where the time went: how long each part of the work took, in the order of the
 *     parts; copied
 * @param heard how long the sounds of the prompt last, all of them together, as they were decoded
 */
public record Usage(
        int promptTokens, int completionTokens, Map<String, Duration> timings, Duration heard) {

    /** The part in which pictures and other media are read, prepared and encoded. */
    public static final String ENCODE = "encode";

    /** The part in which the prompt runs through the decoder. */
    public static final String PREFILL = "prefill";

    /** The part in which new tokens are produced. */
    public static final String DECODE = "decode";

    /** Nothing used, for answers that no model computed. */
    public static final Usage NONE = new Usage(0, 0, Map.of());

    /**
     * Checks that no count or timing is negative.
     *
     * @throws InvalidRequestException otherwise
     */
    public Usage {
        boolean timed =
                timings != null
                        && timings.values().stream().noneMatch(it -> it == null || it.isNegative());
        boolean measured = heard != null && !heard.isNegative();
        if (promptTokens < 0 || completionTokens < 0 || !timed || !measured) {
            throw new InvalidRequestException(
                    "The usage counts %s prompt tokens, %s completion tokens, timings %s and sounds of %s; all have to be there and zero or more."
                            .formatted(promptTokens, completionTokens, timings, heard));
        }
        timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
    }

    /** Tells what was used where nothing was heard. */
    public Usage(int promptTokens, int completionTokens, Map<String, Duration> timings) {
        this(promptTokens, completionTokens, timings, Duration.ZERO);
    }

    /**
     * Returns how long a part of the work took.
     *
     * @param phase such as {@link #DECODE}
     * @return zero if there was no such part
     */
    public Duration timing(String phase) {
        return timings.getOrDefault(phase, Duration.ZERO);
    }
}
