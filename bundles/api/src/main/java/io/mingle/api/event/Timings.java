package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;

/**
 * Where the time of a generation went.
 *
 * @param encode reading, preparing and encoding pictures and other media
 * @param prefill running the prompt through the decoder
 * @param decode producing the new tokens
 */
public record Timings(Duration encode, Duration prefill, Duration decode) {

    /** No time at all, for answers that no model computed. */
    public static final Timings NONE = new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /**
     * Checks that all three are there and none is negative.
     *
     * @throws InvalidRequestException otherwise
     */
    public Timings {
        check("encode", encode);
        check("prefill", prefill);
        check("decode", decode);
    }

    private static void check(String name, Duration value) {
        if (value == null || value.isNegative()) {
            throw new InvalidRequestException(
                    "The timing '" + name + "' is " + value + "; it has to be zero or more.");
        }
    }
}
