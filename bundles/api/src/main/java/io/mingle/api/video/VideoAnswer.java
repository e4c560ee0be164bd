package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the model said of a video.
 *
 * @param text its words
 * @param choice which of the choices they mean, from 0; empty if there were none, or the words mean
 *     none of them
 * @param parts what of the video the model was shown closely, in order; all of it in one pass.
 *     Copied
 * @param frames when the frames lie that it was shown, in seconds; copied
 */
public record VideoAnswer(
        String text, OptionalInt choice, List<TimeSpan> parts, List<Double> frames) {

    /**
     * Copies the lists.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public VideoAnswer {
        if (text == null || choice == null || parts == null || frames == null) {
            throw new InvalidRequestException(
                    "An answer about a video was given without its text, choice, parts or frames.");
        }
        parts = List.copyOf(parts);
        frames = List.copyOf(frames);
    }
}
