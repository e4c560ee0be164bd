package io.mingle.host.video;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A folder that somebody writes frames into, taken in the order of their names. A file is taken
 * when its size is the same at two looks; one whose name comes before that of a file that was taken
 * comes too late. One that stays empty is passed over if there are later ones.
 */
public final class FolderStream implements FrameStream {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path folder;
    private final Duration patience;
    private String last = "";
    private Path candidate;
    private boolean hasLater;
    private long size = -1;
    private volatile boolean closed;

    /**
     * Watches a folder, beginning with the frames that are there.
     *
     * @param patience the stream ends when no frame has come for so long
     */
    public FolderStream(Path folder, Duration patience) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableContentException(
                    "The stream '%s' is no folder. Name the folder that frames are written into, or the address of a camera on this machine."
                            .formatted(folder));
        }
        this.folder = folder;
        this.patience = patience;
    }

    @Override
    public Optional<Picture> next() throws InterruptedException {
        long since = System.nanoTime();
        while (!closed) {
            Path next = following();
            long now = next == null ? -1 : size(next);
            if (next != null && next.equals(candidate) && now == size && now > 0) {
                last = next.getFileName().toString();
                candidate = null;
                return Optional.of(Picture.read(next));
            }
            if (next != null && (!next.equals(candidate) || now != size)) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since >= patience.toNanos()) {
                if (next == null || !hasLater) {
                    return Optional.empty();
                }
                last = next.getFileName().toString();
            }
            candidate = next;
            size = now;
            Thread.sleep(LOOK.toMillis());
        }
        return Optional.empty();
    }

    /** Returns the first file after the last one, and notes whether others follow; null if none. */
    private Path following() {
        Path first = null;
        int later = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean isLater = name.compareTo(last) > 0;
                later += isLater ? 1 : 0;
                boolean isNext =
                        isLater
                                && (first == null
                                        || name.compareTo(first.getFileName().toString()) < 0);
                if (isNext && Files.isRegularFile(entry) && !Files.isHidden(entry)) {
                    first = entry;
                }
            }
            hasLater = later > 1;
            return first;
        } catch (IOException | DirectoryIteratorException e) {
            throw new UnreadableContentException(
                    "The folder of frames '%s' cannot be listed any more (%s). Check that it is there and may be read."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // It has been taken away again; the next look finds another.
            return -1;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
