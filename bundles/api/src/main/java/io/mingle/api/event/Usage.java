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
 */
public record Usage(int promptTokens, int completionTokens, Map<String, Duration> timings) {

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
        if (promptTokens < 0 || completionTokens < 0 || !timed) {
            throw new InvalidRequestException(
                    "The usage counts %s prompt tokens, %s completion tokens and timings %s; all have to be there and zero or more."
                            .formatted(promptTokens, completionTokens, timings));
        }
        timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
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
