package io.mingle.host.input;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files for what can be read only once and has to be a file, such as a video that is piped in. They
 * go when this is closed.
 */
public final class Spool implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final List<Path> made = new ArrayList<>();

    /**
     * Tells whether a path can be read only once: a pipe, or the standard input.
     *
     * @param path as given on a command line
     * @return whether it has to be kept
     */
    public static boolean isNeeded(Path path) {
        return StandardInput.isMeant(path)
                || Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /**
     * Writes all that comes to a file, and no more than a limit.
     *
     * @param path what is read; the stream if it is the standard input
     * @param in the standard input; not closed
     * @param what is expected, for messages: {@code video}
     * @param limit in bytes
     * @return the file
     * @throws UnreadableContentException if it cannot be read
     * @throws UnwritableOutputException if it cannot be kept
     * @throws ContentTooLargeException if more comes
     */
    public Path keep(Path path, InputStream in, String what, long limit) {
        if (StandardInput.isMeant(path)) {
            return keep(in, what, limit);
        }
        try (InputStream pipe = Files.newInputStream(path)) {
            return keep(pipe, what, limit);
        } catch (IOException e) {
            throw StandardInput.unreadable(what, e);
        }
    }

    private Path keep(InputStream in, String what, long limit) {
        Path file;
        long size = 0;
        try {
            Path folder = Files.createTempDirectory("mingle-");
            add(folder);
            file = folder.resolve(StandardInput.NAME);
            add(file);
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[BUFFER];
                for (int read; (read = read(in, buffer, what)) >= 0 && size <= limit; ) {
                    out.write(buffer, 0, read);
                    size += read;
                }
            }
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The %s from the %s cannot be kept in the folder for temporary files, %s (%s). Free some space there, or name another folder with MINGLE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER."
                            .formatted(
                                    what,
                                    StandardInput.NAME,
                                    System.getProperty("java.io.tmpdir"),
                                    e.getMessage()),
                    e);
        }
        if (size > limit) {
            throw StandardInput.tooLarge(what, limit);
        }
        return file;
    }

    /** A process that is interrupted while it reads does not come to closing this. */
    private void add(Path path) {
        made.add(path);
        path.toFile().deleteOnExit();
    }

    private static int read(InputStream in, byte[] buffer, String what) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw StandardInput.unreadable(what, e);
        }
    }

    /** Deletes the files. */
    @Override
    public void close() {
        for (int i = made.size() - 1; i >= 0; i--) {
            made.get(i).toFile().delete();
        }
    }
}
