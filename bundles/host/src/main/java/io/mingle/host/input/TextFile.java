package io.mingle.host.input;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that is named on the command line by its file.
 *
 * @param what it is, for messages: {@code JSON schema}
 * @param limit in bytes
 * @param advice what else can be done, a sentence
 */
public record TextFile(String what, int limit, String advice) {

    /**
     * Reads a file in UTF-8, with or without a byte order mark.
     *
     * @param file which
     * @return its text, without the mark
     * @throws UnreadableContentException if there is none, or it cannot be read
     * @throws ContentTooLargeException if it is larger than the limit
     */
    public String read(Path file) {
        if (!Files.exists(file)) {
            throw unreadable(file, "does not exist", null);
        }
        if (Files.isDirectory(file)) {
            throw unreadable(file, "is a folder", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new ContentTooLargeException(
                        "The %s '%s' has more than %s bytes. Is it another file? %s"
                                .formatted(what, file, limit, advice));
            }
            return text(bytes);
        } catch (IOException e) {
            throw unreadable(file, "cannot be read (" + e + ")", e);
        }
    }

    /**
     * Reads a text that has come otherwise.
     *
     * @param bytes in UTF-8
     * @return the text, without a byte order mark
     */
    public static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private UnreadableContentException unreadable(Path file, String found, Throwable cause) {
        return new UnreadableContentException(
                "The %s '%s' %s. Check the path. %s".formatted(what, file, found, advice), cause);
    }
}
