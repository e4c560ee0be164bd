package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;

/**
 * A video file, or a folder whose pictures are its frames in the order of their names.
 *
 * <p>It is not read whole: the service that looks at it opens it, takes the frames it needs, one at
 * a time, and closes it before the call that was given the video returns.
 *
 * @param path the file or folder
 * @param sampling which of its frames are looked at
 */
public record Video(Path path, FrameSampling sampling) implements Content {

    /**
     * Checks that both are there.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Video {
        if (path == null || sampling == null) {
            throw new InvalidRequestException(
                    "A video was given without its path or without a sampling."
                            + " FrameSampling.DEFAULT will do for the latter.");
        }
    }

    /** Takes the frames of a file or folder as the published model is usually given them. */
    public static Video of(Path path) {
        return new Video(path, FrameSampling.DEFAULT);
    }
}
