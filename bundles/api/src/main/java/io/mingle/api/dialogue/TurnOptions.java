package io.mingle.api.dialogue;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;

/**
 * When somebody who speaks has begun and has ended.
 *
 * @param above how far above the noise speech begins, in decibels, more than 3 to 40
 * @param silence how long it has to be quiet for a turn to have ended, 100 ms to 10 s
 * @param before what is taken of the sound before the first loud frame, up to 2 s
 */
public record TurnOptions(double above, Duration silence, Duration before) {

    /** Half a second of silence ends a turn. */
    public static final TurnOptions USUAL =
            new TurnOptions(VoiceActivity.USUAL, Duration.ofMillis(500), Duration.ofMillis(300));

    /**
     * Checks that every value is in its range.
     *
     * @throws InvalidRequestException if one is not
     */
    public TurnOptions {
        check(above > 3 && above <= 40, "above", above, "more than 3 to 40 decibels");
        check(within(silence, 100, 10_000), "silence", silence, "100 ms to 10 s");
        check(within(before, 0, 2_000), "before", before, "0 to 2 s");
    }

    private static boolean within(Duration value, long least, long most) {
        return value != null
                && value.compareTo(Duration.ofMillis(least)) >= 0
                && value.compareTo(Duration.ofMillis(most)) <= 0;
    }

    private static void check(boolean fits, String name, Object value, String wanted) {
        if (!fits) {
            throw new InvalidRequestException(
                    "The option '%s' of turns is %s; it has to be %s."
                            .formatted(name, value, wanted));
        }
    }
}
