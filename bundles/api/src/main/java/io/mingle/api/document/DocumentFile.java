package io.mingle.api.document;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of a document, in memory or on disk: a PDF, a picture, an Office file. What it is is told
 * from its bytes.
 *
 * <p>Immutable; may be used from any thread. A file on disk is read when its bytes are asked for,
 * so that a folder of thousands is never in memory as a whole.
 */
public final class DocumentFile {

    /** The largest file that is accepted, in bytes: 256 MiB. */
    public static final int MAX_BYTES = 256 << 20;

    private final String name;
    private final byte[] bytes;
    private final Path path;

    private DocumentFile(String name, byte[] bytes, Path path) {
        if (name == null || name.isBlank()) {
            throw new InvalidRequestException(
                    "A file of a document was given without a name. Name it, so that messages can"
                            + " say which one they are about.");
        }
        this.name = name;
        this.bytes = bytes;
        this.path = path;
    }

    /**
     * Takes a file that is in memory.
     *
     * @param name what to call it in messages, usually the file's name
     * @param bytes the whole file, 1 byte to 256 MiB; shared, not copied
     * @return the file
     * @throws InvalidRequestException if there is no name or there are no bytes
     * @throws ContentTooLargeException if there are too many bytes
     */
    public static DocumentFile of(String name, byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            throw new InvalidRequestException(
                    "The document '%s' has no bytes. Pass the whole file, for example a PDF."
                            .formatted(name));
        }
        checkSize(name, bytes.length);
        return new DocumentFile(name, bytes, null);
    }

    /**
     * Names a file on disk, which is not read yet.
     *
     * @param file its path
     * @return the file, named like the last element of the path
     * @throws InvalidRequestException if there is no path
     */
    public static DocumentFile at(Path file) {
        if (file == null) {
            throw new InvalidRequestException("No document was named. Give the path of one.");
        }
        return new DocumentFile(String.valueOf(file.getFileName()), null, file);
    }

    /** Returns what to call it in messages. */
    public String name() {
        return name;
    }

    /**
     * Returns the whole file; one on disk is read now, no further than the limit.
     *
     * @return the bytes, not to be changed
     * @throws UnreadableContentException if it is missing, empty, a folder, or cannot be read
     * @throws ContentTooLargeException if it has more than {@link #MAX_BYTES} bytes
     */
    public byte[] bytes() {
        return bytes != null ? bytes : read();
    }

    private byte[] read() {
        if (Files.isDirectory(path)) {
            throw new UnreadableContentException(
                    "The document '%s' is a folder. Name the files in it.".formatted(path));
        }
        try (InputStream in = Files.newInputStream(path)) {
            checkSize(name, Files.size(path));
            byte[] read = in.readNBytes(MAX_BYTES + 1);
            checkSize(name, read.length);
            if (read.length == 0) {
                throw new UnreadableContentException(
                        "The document '%s' is empty. Check that it was written completely."
                                .formatted(path));
            }
            return read;
        } catch (NoSuchFileException e) {
            throw new UnreadableContentException(
                    "The document '%s' does not exist. Check the path.".formatted(path), e);
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The document '%s' cannot be read (%s). Check that it may be read and that its disk is well."
                            .formatted(path, e),
                    e);
        }
    }

    private static void checkSize(String name, long size) {
        if (size > MAX_BYTES) {
            throw new ContentTooLargeException(
                    "The document '%s' has %s bytes; at most %s are accepted. Split it into smaller files."
                            .formatted(name, size, MAX_BYTES));
        }
    }

    @Override
    public String toString() {
        return "DocumentFile[" + name + "]";
    }
}
