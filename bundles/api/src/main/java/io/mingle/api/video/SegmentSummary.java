package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;

/**
 * What happens in a part of a video.
 *
 * @param span the part
 * @param text what the model says of it
 */
public record SegmentSummary(TimeSpan span, String text) {

    /**
     * Checks that both are there.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public SegmentSummary {
        if (span == null || text == null) {
            throw new InvalidRequestException(
                    "The summary of a part of a video was given without its time or text.");
        }
    }
}
