package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a training is.
 *
 * @param step optimizer steps done since the model was new
 * @param samples samples drawn since the schedule began
 * @param samplesPerSecond the recent rate
 * @param losses the recent mean of every loss by name, in nats; in the order to be shown; copied
 * @param accuracy the recent fraction of right tokens by task among the samples learnt from, which
 *     may be the hardest alone, 0 to 1; copied
 * @param elapsed since the schedule began
 * @param remaining until this run ends, as far as can be told; null while it cannot
 */
public record TrainingProgress(
        long step,
        long samples,
        double samplesPerSecond,
        Map<String, Double> losses,
        Map<String, Double> accuracy,
        Duration elapsed,
        Duration remaining) {

    /**
     * Checks and copies the arguments.
     *
     * @throws InvalidRequestException if a count is negative or something but {@code remaining} is
     *     null
     */
    public TrainingProgress {
        if (step < 0 || samples < 0) {
            throw new InvalidRequestException(
                    "A training reported step "
                            + step
                            + " and "
                            + samples
                            + " samples. Counts are zero or more.");
        }
        if (losses == null || accuracy == null || elapsed == null) {
            throw new InvalidRequestException(
                    "A training reported progress without losses, accuracy or time. Pass empty"
                            + " maps where there is nothing to tell yet.");
        }
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
        accuracy = Collections.unmodifiableMap(new LinkedHashMap<>(accuracy));
    }
}
