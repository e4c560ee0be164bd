package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * Where a thing is in the course of a video.
 *
 * @param thing what was looked for
 * @param places one for each frame that was looked at, in order; copied
 */
public record Track(String thing, List<TrackedBox> places) {

    /**
     * Copies the list.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Track {
        if (thing == null || places == null) {
            throw new InvalidRequestException(
                    "A track was given without its thing or without its places.");
        }
        places = List.copyOf(places);
    }
}
