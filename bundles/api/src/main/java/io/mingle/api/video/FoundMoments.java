package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * When something happens in a video.
 *
 * @param text what the model said
 * @param spans the times in it, in order, checked to lie within the video; none if it named none.
 *     Copied
 */
public record FoundMoments(String text, List<TimeSpan> spans) {

    /**
     * Copies the list.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public FoundMoments {
        if (text == null || spans == null) {
            throw new InvalidRequestException(
                    "Moments of a video were given without the text or without the times.");
        }
        spans = List.copyOf(spans);
    }
}
