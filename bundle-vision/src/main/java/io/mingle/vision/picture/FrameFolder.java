package io.mingle.vision.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A folder whose files are the frames of a video, in the order of their names. Immutable: what
 * comes into the folder later is not among them.
 */
public final class FrameFolder {

    /** The most files that a folder of frames may have. */
    public static final int MOST = 10_000;

    private final List<Path> files;

    private FrameFolder(List<Path> files) {
        this.files = files;
    }

    /**
     * Lists the files of a folder but for hidden ones, and reads none.
     *
     * @throws UnreadableContentException if it cannot be listed or is empty
     * @throws ContentTooLargeException if there are more than {@value #MOST}
     */
    public static FrameFolder open(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && !Files.isHidden(entry)) {
                    files.add(entry);
                }
                if (files.size() > MOST) {
                    throw new ContentTooLargeException(
                            "The folder of frames '%s' has more than %s files. Name a folder with fewer, for example every tenth frame."
                                    .formatted(folder, MOST));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new UnreadableContentException(
                    "The folder of frames '%s' cannot be listed (%s). Check that it may be read."
                            .formatted(folder, e),
                    e);
        }
        if (files.isEmpty()) {
            throw new UnreadableContentException(
                    "The folder of frames '%s' has no files. Name a folder with one picture for each frame."
                            .formatted(folder));
        }
        Collections.sort(files);
        return new FrameFolder(files);
    }

    /** Returns how many there are, one or more. */
    public int frames() {
        return files.size();
    }

    /**
     * Reads a frame's file, not yet decoded.
     *
     * @param number from 0
     */
    public Picture read(int number) {
        return Picture.read(files.get(number));
    }
}
