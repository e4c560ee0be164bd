package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;

/**
 * How much of what comes from outside is accepted.
 *
 * @param pages how many pages are read at most, those that were not chosen left out
 * @param pixels how many pixels a picture may decode to, on a page or as one
 * @param streamBytes how many bytes a single compressed part of a file may expand to
 * @param pageTime how long it may take to draw a page; the model's time is not counted
 */
public record ReadingLimits(int pages, long pixels, long streamBytes, Duration pageTime) {

    /** 2,000 pages, 2²⁶ pixels, 256 MiB, a minute. */
    public static final ReadingLimits USUAL =
            new ReadingLimits(2000, 1L << 26, 256L << 20, Duration.ofMinutes(1));

    /**
     * Checks the ranges.
     *
     * @throws InvalidRequestException if a limit is below 1 or there is no time
     */
    public ReadingLimits {
        if (pages < 1
                || pixels < 1
                || pixels > 1L << 29
                || streamBytes < 1
                || pageTime == null
                || pageTime.isNegative()
                || pageTime.isZero()) {
            throw new InvalidRequestException(
                    "Limits for reading were given as %s pages, %s pixels (at most 2^29), %s bytes and %s. Each has to be 1 or more."
                            .formatted(pages, pixels, streamBytes, pageTime));
        }
    }

    /** Returns these limits with another number of pages. */
    public ReadingLimits withPages(int value) {
        return new ReadingLimits(value, pixels, streamBytes, pageTime);
    }
}
