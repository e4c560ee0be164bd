package io.mingle.host.input;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/** The standard input of the process in the place of a file. Can be read once. */
public final class StandardInput {

    /** What to call it where files have names. */
    public static final String NAME = "standard input";

    private static final Set<String> PATHS =
            Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    private StandardInput() {}

    /**
     * Tells whether a path means the standard input.
     *
     * @param path as given on a command line
     * @return whether it is {@code -}, or a name that a system has for it
     */
    public static boolean isMeant(Path path) {
        return PATHS.contains(path.toString());
    }

    /**
     * Reads all that comes, and no further than a limit.
     *
     * @param in the standard input; not closed
     * @param what is expected, for messages: {@code picture}
     * @param limit in bytes
     * @return at least one byte
     * @throws UnreadableContentException if nothing comes, or it cannot be read
     * @throws ContentTooLargeException if more comes
     */
    public static byte[] read(InputStream in, String what, int limit) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(limit + 1);
        } catch (IOException e) {
            throw unreadable(what, e);
        }
        if (bytes.length == 0) {
            throw new UnreadableContentException(
                    "A %s was to come from the %s, and nothing came. Pipe one into the command, or name a file."
                            .formatted(what, NAME));
        }
        if (bytes.length > limit) {
            throw tooLarge(what, limit);
        }
        return bytes;
    }

    static UnreadableContentException unreadable(String what, IOException cause) {
        return new UnreadableContentException(
                "A %s was to come from the %s, which cannot be read (%s). Name a file instead."
                        .formatted(what, NAME, cause.getMessage()),
                cause);
    }

    static ContentTooLargeException tooLarge(String what, long limit) {
        return new ContentTooLargeException(
                "The %s from the %s has more than the %s bytes that are accepted. Make it smaller."
                        .formatted(what, NAME, limit));
    }
}
