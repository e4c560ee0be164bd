package io.mingle.api.content;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What pictures, sounds and videos in memory share: the bytes of an encoded file, not too many, and
 * a name.
 *
 * @param kind what the file holds, for messages: {@code picture}
 * @param examples formats to name, for messages: {@code PNG or JPEG}
 */
record EncodedFile(String kind, String examples) {

    static final int MAX_BYTES = 256 << 20;

    /** Checks that there is a name and that there are bytes, not too many. */
    void check(String name, byte[] bytes) {
        checkName(name);
        if (bytes == null || bytes.length == 0) {
            throw new InvalidRequestException(
                    "The "
                            + kind
                            + " '"
                            + name
                            + "' has no bytes. Pass the encoded file, for example "
                            + examples
                            + ".");
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(name, Integer.toString(bytes.length));
        }
    }

    private void checkName(String name) {
        if (name == null || name.isBlank()) {
            throw new InvalidRequestException(
                    "A "
                            + kind
                            + " was given without a name. Name it, so that messages can say which"
                            + " one they are about.");
        }
    }

    /** Reads a file whole, and no further than the size limit. */
    byte[] read(Path file) {
        if (file == null) {
            throw new InvalidRequestException(
                    "No " + kind + " file was named. Give the path of one.");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableContentException(
                    "The %1$s '%2$s' is a folder. Name one %1$s file inside it."
                            .formatted(kind, file));
        }
        return filled("file '" + file + "'", readBounded(file));
    }

    /**
     * Reads a stream to its end, and no further than the size limit and the byte that shows that
     * there are more.
     */
    byte[] read(String name, InputStream in) {
        checkName(name);
        if (in == null) {
            throw new InvalidRequestException(
                    "The %s '%s' was given without a stream of its bytes. Give an open one."
                            .formatted(kind, name));
        }
        try {
            return filled("'" + name + "'", readBounded(name, in));
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The %s '%s' cannot be read to its end (%s). Send it again."
                            .formatted(kind, name, e),
                    e);
        }
    }

    private byte[] filled(String which, byte[] bytes) {
        if (bytes.length == 0) {
            throw new UnreadableContentException(
                    "The %s %s is empty. Check that it was written completely."
                            .formatted(kind, which));
        }
        return bytes;
    }

    private byte[] readBounded(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(name, "more than " + MAX_BYTES);
        }
        return bytes;
    }

    private byte[] readBounded(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
                throw tooLarge(file.toString(), Long.toString(Files.size(file)));
            }
            return readBounded(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new UnreadableContentException(
                    "The %s file '%s' does not exist. Check the path.".formatted(kind, file), e);
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The %s file '%s' cannot be read (%s). Check that it may be read and that its disk is well."
                            .formatted(kind, file, e),
                    e);
        }
    }

    private ContentTooLargeException tooLarge(String name, String found) {
        return new ContentTooLargeException(
                "The %s '%s' has %s bytes; at most %s are accepted. Save it smaller or compressed."
                        .formatted(kind, name, found, MAX_BYTES));
    }
}
