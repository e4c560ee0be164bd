package io.mingle.gui.episode;

import io.mingle.api.content.Picture;
import java.nio.file.Path;

/** What was seen in a recorded step: read when it is needed. */
@FunctionalInterface
public interface Screenshot {

    /**
     * Reads it.
     *
     * @return the picture as a file of its own
     * @throws io.mingle.api.error.MingleException if it is missing or cannot be read
     */
    Picture read();

    /**
     * Returns that of a file.
     *
     * @param file which need not exist until it is read
     */
    static Screenshot of(Path file) {
        return () -> Picture.read(file);
    }
}
