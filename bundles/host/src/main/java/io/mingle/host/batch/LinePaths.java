package io.mingle.host.batch;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.json.MediaFile;
import io.mingle.json.MediaPaths;
import io.mingle.json.NamedFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the files that a line names.
 *
 * @param number of the line, for messages
 * @param folder what relative paths are relative to
 * @param sent encoded files that came with the line, by the texts that name them
 */
record LinePaths(long number, Path folder, Map<String, byte[]> sent) implements MediaPaths {

    /** All of them are files of this machine. */
    LinePaths(long number, Path folder) {
        this(number, folder, Map.of());
    }

    /** Reads a picture. */
    Picture picture(String text) {
        byte[] bytes = sent.get(text);
        return bytes == null ? Picture.read(path(text)) : new Picture(text, bytes);
    }

    /** Reads a sound. */
    Sound sound(String text) {
        byte[] bytes = sent.get(text);
        return bytes == null ? Sound.read(path(text)) : new Sound(text, bytes);
    }

    /** Finds a video, which need not exist. */
    VideoSource video(String text) {
        byte[] bytes = sent.get(text);
        return bytes == null
                ? new VideoSource.OnDisk(path(text))
                : new VideoSource.InMemory(text, bytes);
    }

    /**
     * Finds a file or folder, which need not exist.
     *
     * @throws InvalidRequestException if the text is no path
     */
    private Path path(String text) {
        try {
            return NamedFile.find(text, folder);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "Line " + number + " names no file: " + e.getMessage(), e);
        }
    }

    @Override
    public MediaFile find(String text) {
        byte[] bytes = sent.get(text);
        return bytes == null
                ? new MediaFile.OnDisk(path(text))
                : new MediaFile.InMemory(text, bytes);
    }
}
