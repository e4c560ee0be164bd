package io.mingle.host.batch;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.json.MediaFile;
import io.mingle.json.MediaPaths;
import io.mingle.json.NamedFile;
import java.nio.file.Path;

/**
 * Finds the files that a line names.
 *
 * @param number of the line, for messages
 * @param folder what relative paths are relative to
 */
record LinePaths(long number, Path folder) implements MediaPaths {

    /**
     * Finds a file or folder, which need not exist.
     *
     * @throws InvalidRequestException if the text is no path
     */
    Path path(String text) {
        try {
            return NamedFile.find(text, folder);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "Line " + number + " names no file: " + e.getMessage(), e);
        }
    }

    @Override
    public MediaFile find(String text) {
        return new MediaFile.OnDisk(path(text));
    }
}
