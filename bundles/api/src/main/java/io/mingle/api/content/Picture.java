package io.mingle.api.content;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An encoded picture file, as read and not yet looked into.
 *
 * <p>The format is told from the bytes; the name serves messages only. Whether the bytes are a
 * picture at all is found out by the service that reads them.
 *
 * @param name what to call the picture in messages, usually the file name
 * @param bytes the encoded file, 1 byte to 256 MiB. The array is shared, not copied: neither the
 *     giver nor the reader may change it afterwards
 */
public record Picture(String name, byte[] bytes) implements Content {

    /** The largest encoded file that is accepted, in bytes: 256 MiB. */
    public static final int MAX_BYTES = 256 << 20;

    /**
     * Checks that there is a name and that there are bytes, not too many.
     *
     * @throws InvalidRequestException if the name is null or blank or there are no bytes
     * @throws ContentTooLargeException if there are more than {@link #MAX_BYTES} bytes
     */
    public Picture {
        if (name == null || name.isBlank()) {
            throw new InvalidRequestException(
                    "A picture was given without a name. Name it, so that messages can say which"
                            + " one they are about.");
        }
        if (bytes == null || bytes.length == 0) {
            throw new InvalidRequestException(
                    "The picture '"
                            + name
                            + "' has no bytes. Pass the encoded file, for example PNG or JPEG.");
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(name, Integer.toString(bytes.length));
        }
    }

    /**
     * Reads a file whole, and no further than the size limit.
     *
     * @param file the encoded picture
     * @return the picture, named like the last element of the path
     * @throws InvalidRequestException if {@code file} is null
     * @throws UnreadableContentException if the file is missing, empty, a folder, or cannot be read
     * @throws ContentTooLargeException if the file has more than {@link #MAX_BYTES} bytes
     */
    public static Picture read(Path file) {
        if (file == null) {
            throw new InvalidRequestException("No picture file was named. Give the path of one.");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableContentException(
                    "The picture '" + file + "' is a folder. Name one picture file inside it.");
        }
        byte[] bytes = readBounded(file);
        if (bytes.length == 0) {
            throw new UnreadableContentException(
                    "The picture file '"
                            + file
                            + "' is empty. Check that it was written completely.");
        }
        return new Picture(String.valueOf(file.getFileName()), bytes);
    }

    private static byte[] readBounded(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
                throw tooLarge(file.toString(), Long.toString(Files.size(file)));
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge(file.toString(), "more than " + MAX_BYTES);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UnreadableContentException(
                    "The picture file '" + file + "' does not exist. Check the path.", e);
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The picture file '"
                            + file
                            + "' cannot be read ("
                            + e
                            + "). Check that it may be read and that its disk is well.",
                    e);
        }
    }

    private static ContentTooLargeException tooLarge(String name, String found) {
        return new ContentTooLargeException(
                "The picture '"
                        + name
                        + "' has "
                        + found
                        + " bytes; at most "
                        + MAX_BYTES
                        + " are accepted. Save it smaller or compressed.");
    }

    /** Tells whether the other is a picture of the same name and the same bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && name.equals(that.name)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    /** Returns the name and the size, never the bytes. */
    @Override
    public String toString() {
        return "Picture[name=" + name + ", bytes=" + bytes.length + "]";
    }
}
