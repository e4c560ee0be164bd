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
 * @param limits how large these are encoded
 */
public record Video(Path path, FrameSampling sampling, FrameLimits limits) implements Content {

    /**
     * Checks that all are there.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Video {
        if (path == null || sampling == null || limits == null) {
            throw new InvalidRequestException(
                    "A video was given without its path, a sampling or limits."
                            + " FrameSampling.DEFAULT and FrameLimits.DEFAULT will do for the"
                            + " latter.");
        }
    }

    /** Encodes frames as large as the model usually does. */
    public Video(Path path, FrameSampling sampling) {
        this(path, sampling, FrameLimits.DEFAULT);
    }

    /** Takes the frames of a file or folder as the published model is usually given them. */
    public static Video of(Path path) {
        return new Video(path, FrameSampling.DEFAULT);
    }
}
