package io.mingle.api.content;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.InputStream;
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
    public static final int MAX_BYTES = EncodedFile.MAX_BYTES;

    private static final EncodedFile FILE = new EncodedFile("picture", "PNG or JPEG");

    /**
     * Checks that there is a name and that there are bytes, not too many.
     *
     * @throws InvalidRequestException if the name is null or blank or there are no bytes
     * @throws ContentTooLargeException if there are more than {@link #MAX_BYTES} bytes
     */
    public Picture {
        FILE.check(name, bytes);
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
        byte[] bytes = FILE.read(file);
        return new Picture(String.valueOf(file.getFileName()), bytes);
    }

    /**
     * Reads a stream to its end, and no further than the size limit.
     *
     * @param name what to call the picture in messages
     * @param in the encoded picture; stays the caller's to close
     * @return the picture
     * @throws InvalidRequestException if the name is null or blank or {@code in} is null
     * @throws UnreadableContentException if the stream is empty or fails
     * @throws ContentTooLargeException if it has more than {@link #MAX_BYTES} bytes; it is read one
     *     byte further than that
     */
    public static Picture read(String name, InputStream in) {
        return new Picture(name, FILE.read(name, in));
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
