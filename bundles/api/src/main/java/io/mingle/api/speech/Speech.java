package io.mingle.api.speech;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;

/**
 * What was spoken; its samples were published as {@link SpeechChunk}s.
 *
 * @param rate samples per second
 * @param samples how many there were
 * @param sentences how many pieces of text
 * @param tokens how many the talker decoded
 * @param codes for how many codes of speech they stand
 * @param seed of what was drawn at random
 * @param first how long the first sound took, from the moment when there was text
 */
public record Speech(
        int rate, long samples, int sentences, int tokens, int codes, long seed, Duration first) {

    /** What files of it say of themselves. */
    public static final String SYNTHETIC = "synthetic speech, made by Mingle";

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if there is no rate or no duration
     */
    public Speech {
        if (rate < 1 || first == null) {
            throw new InvalidRequestException(
                    "A speech was reported with %s samples a second and %s to the first of them."
                            .formatted(rate, first));
        }
    }

    /** Returns how long the speech lasts. */
    public Duration duration() {
        return Duration.ofNanos((long) (1e9 * samples / rate));
    }
}
