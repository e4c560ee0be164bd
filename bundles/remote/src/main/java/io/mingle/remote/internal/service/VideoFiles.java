package io.mingle.remote.internal.service;

import io.mingle.api.content.VideoSource;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of videos, no further than the limit on what is taken into memory. */
final class VideoFiles {

    private VideoFiles() {}

    /**
     * Reads one.
     *
     * @throws UnreadableContentException if it is missing or cannot be read
     * @throws io.mingle.api.error.ContentTooLargeException if it is larger than is taken
     */
    static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return VideoSource.InMemory.read(file.toString(), in).bytes();
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The video file '%s' cannot be read (%s). Check the path.".formatted(file, e),
                    e);
        }
    }
}
