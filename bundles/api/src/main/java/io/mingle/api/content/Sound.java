package io.mingle.api.content;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An encoded sound file, as read and not yet looked into: speech, music, noises.
 *
 * <p>The format is told from the bytes; the name serves messages only. Whether the bytes are a
 * sound at all is found out by the service that reads them.
 *
 * @param name what to call the sound in messages, usually the file name
 * @param bytes the encoded file, 1 byte to 256 MiB. The array is shared, not copied: neither the
 *     giver nor the reader may change it afterwards
 * @param channels which of its channels are heard
 */
public record Sound(String name, byte[] bytes, Channels channels) implements Content {

    /** Which channels of a sound are heard. */
    public enum Channels {
        /** The mean of all. */
        MIXED,
        /** The first alone, as the published model hears. */
        FIRST
    }

    /** The largest encoded file that is accepted, in bytes: 256 MiB. */
    public static final int MAX_BYTES = EncodedFile.MAX_BYTES;

    private static final EncodedFile FILE = new EncodedFile("sound", "WAV");

    /**
     * Checks that there is a name and that there are bytes, not too many.
     *
     * @throws InvalidRequestException if the name is null or blank, there are no bytes, or the
     *     channels are null
     * @throws ContentTooLargeException if there are more than {@link #MAX_BYTES} bytes
     */
    public Sound {
        FILE.check(name, bytes);
        if (channels == null) {
            throw new InvalidRequestException(
                    "The sound '%s' was given without a choice of channels. Channels.MIXED will do."
                            .formatted(name));
        }
    }

    /** Hears all channels, mixed. */
    public Sound(String name, byte[] bytes) {
        this(name, bytes, Channels.MIXED);
    }

    /**
     * Reads a file whole, and no further than the size limit.
     *
     * @param file the encoded sound
     * @return the sound, named like the last element of the path
     * @throws InvalidRequestException if {@code file} is null
     * @throws UnreadableContentException if the file is missing, empty, a folder, or cannot be read
     * @throws ContentTooLargeException if the file has more than {@link #MAX_BYTES} bytes
     */
    public static Sound read(Path file) {
        byte[] bytes = FILE.read(file);
        return new Sound(String.valueOf(file.getFileName()), bytes);
    }

    /**
     * Reads a stream to its end, and no further than the size limit.
     *
     * @param name what to call the sound in messages
     * @param in the encoded sound; stays the caller's to close
     * @return the sound
     * @throws InvalidRequestException if the name is null or blank or {@code in} is null
     * @throws UnreadableContentException if the stream is empty or fails
     * @throws ContentTooLargeException if it has more than {@link #MAX_BYTES} bytes; it is read one
     *     byte further than that
     */
    public static Sound read(String name, InputStream in) {
        return new Sound(name, FILE.read(name, in));
    }

    /**
     * Hears other channels.
     *
     * @param value which
     * @return this, otherwise
     */
    public Sound withChannels(Channels value) {
        return new Sound(name, bytes, value);
    }

    /** Tells whether the other is a sound of the same name, bytes and channels. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sound that
                && name.equals(that.name)
                && channels == that.channels
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(bytes)) + channels.hashCode();
    }

    /** Returns the name, the size and the channels, never the bytes. */
    @Override
    public String toString() {
        return "Sound[name=" + name + ", bytes=" + bytes.length + ", channels=" + channels + "]";
    }
}
