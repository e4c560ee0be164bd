package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import java.util.Locale;

/**
 * A part of a video.
 *
 * @param start seconds from the beginning of the video, 0 or more
 * @param end seconds from there, at least {@code start}
 */
public record TimeSpan(double start, double end) {

    /**
     * Checks the order.
     *
     * @throws InvalidRequestException if a time is negative or no number, or the end is before the
     *     start
     */
    public TimeSpan {
        if (!(start >= 0) || !(end >= start) || Double.isInfinite(end)) {
            throw new InvalidRequestException(
                    "A part of a video was given from %s to %s seconds. Give times of 0 or more, the end not before the start."
                            .formatted(start, end));
        }
    }

    /** Returns how long it lasts, in seconds. */
    public double seconds() {
        return end - start;
    }

    /** Tells whether it shares a moment with another one; what only touches it does not. */
    public boolean overlaps(TimeSpan other) {
        return start < other.end && other.start < end;
    }

    /**
     * Tells how well two parts agree: the time that they share, divided by the time that they cover
     * together (temporal IoU).
     *
     * @return 0 (apart) to 1 (the same); 0 if both have no length
     */
    public double intersectionOverUnion(TimeSpan other) {
        double shared = Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
        double covered = seconds() + other.seconds() - shared;
        return covered > 0 ? shared / covered : 0;
    }

    /** Writes it for a person: {@code 0:03.0–1:07.5}. */
    public String text() {
        return clock(start) + "–" + clock(end);
    }

    /** Writes a time for a person: {@code 1:07.5}, or {@code 1:01:07.5} from an hour on. */
    public static String clock(double seconds) {
        long tenths = Math.round(seconds * 10);
        long minutes = tenths / 600;
        double rest = (tenths % 600) / 10.0;
        return minutes < 60
                ? String.format(Locale.ROOT, "%d:%04.1f", minutes, rest)
                : String.format(Locale.ROOT, "%d:%02d:%04.1f", minutes / 60, minutes % 60, rest);
    }
}
