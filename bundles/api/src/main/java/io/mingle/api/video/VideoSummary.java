package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * What happens in a video.
 *
 * @param text in short
 * @param segments part by part, in order; copied
 */
public record VideoSummary(String text, List<SegmentSummary> segments) {

    /**
     * Copies the list.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public VideoSummary {
        if (text == null || segments == null) {
            throw new InvalidRequestException(
                    "The summary of a video was given without its text or its parts.");
        }
        segments = List.copyOf(segments);
    }
}
