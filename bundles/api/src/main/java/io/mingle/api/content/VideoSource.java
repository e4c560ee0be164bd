package io.mingle.api.content;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where a video is: on a disk, or in memory, as it is for those who have no files; as pictures, as
 * it is for those who take them; or encoded before, its pixels gone.
 */
public sealed interface VideoSource {

    /** Returns what to call the video in messages. */
    String name();

    /**
     * A file, or a folder whose pictures are the frames in the order of their names. It is not
     * looked for before the video is.
     *
     * @param path the file or folder
     */
    record OnDisk(Path path) implements VideoSource {

        /**
         * Checks that there is a path.
         *
         * @throws InvalidRequestException if {@code path} is null
         */
        public OnDisk {
            if (path == null) {
                throw new InvalidRequestException(
                        "A video was given without its path. Give that of a file, or of a folder"
                                + " with one picture for each frame.");
            }
        }

        /** Returns the path as it was given. */
        @Override
        public String name() {
            return path.toString();
        }
    }

    /**
     * An encoded file, not yet looked into. The format is told from the bytes.
     *
     * @param name what to call the video in messages, usually the file name
     * @param bytes the encoded file, 1 byte to 256 MiB. The array is shared, not copied: neither
     *     the giver nor the reader may change it afterwards
     */
    record InMemory(String name, byte[] bytes) implements VideoSource {

        /** The largest encoded file that is taken into memory, in bytes: 256 MiB. */
        public static final int MAX_BYTES = EncodedFile.MAX_BYTES;

        private static final EncodedFile FILE = new EncodedFile("video", "MP4 or WebM");

        /**
         * Checks that there is a name and that there are bytes, not too many.
         *
         * @throws InvalidRequestException if the name is null or blank or there are no bytes
         * @throws ContentTooLargeException if there are more than {@link #MAX_BYTES} bytes
         */
        public InMemory {
            FILE.check(name, bytes);
        }

        /**
         * Reads a stream to its end, and no further than the size limit.
         *
         * @param name what to call the video in messages
         * @param in the encoded file; stays the caller's to close
         * @return what was read
         * @throws InvalidRequestException if the name is null or blank or {@code in} is null
         * @throws UnreadableContentException if the stream is empty or fails
         * @throws ContentTooLargeException if it has more than {@link #MAX_BYTES} bytes; it is read
         *     one byte further than that
         */
        public static InMemory read(String name, InputStream in) {
            return new InMemory(name, FILE.read(name, in));
        }

        /** Tells whether the other has the same name and the same bytes. */
        @Override
        public boolean equals(Object other) {
            return other instanceof InMemory that
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
            return "InMemory[name=" + name + ", bytes=" + bytes.length + "]";
        }
    }

    /**
     * Pictures that are the frames, in their order, all of one size.
     *
     * @param name what to call the video in messages
     * @param pictures one or more, at most {@value #MOST}; copied
     */
    record Pictures(String name, List<Picture> pictures) implements VideoSource {

        /** The most pictures that a video is made of. */
        public static final int MOST = FrameSampling.MOST;

        /**
         * Copies the list.
         *
         * @throws InvalidRequestException if the name is null or blank, or there are no pictures or
         *     too many
         */
        public Pictures {
            if (name == null || name.isBlank() || pictures == null || pictures.isEmpty()) {
                throw new InvalidRequestException(
                        "A video was given as pictures, and has no name or no pictures. Name it,"
                                + " and give a picture for each frame.");
            }
            if (pictures.size() > MOST) {
                throw new InvalidRequestException(
                        "The video '%s' was given as %s pictures; at most %s are taken. Give fewer."
                                .formatted(name, pictures.size(), MOST));
            }
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * What an encoder has made of a video before.
     *
     * @param name what to call the video in messages
     * @param tokens what was made of it
     */
    record Encoded(String name, EncodedVideo tokens) implements VideoSource {

        /**
         * Checks that both are there.
         *
         * @throws InvalidRequestException if the name is null or blank, or there are no tokens
         */
        public Encoded {
            if (name == null || name.isBlank() || tokens == null) {
                throw new InvalidRequestException(
                        "A video that was encoded before was given without a name or without its"
                                + " tokens. Give both.");
            }
        }
    }
}
