package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;

/**
 * Where a recording is that may be longer than fits into memory: on a disk, or in memory, as it is
 * for those who have no files.
 */
public sealed interface SoundSource {

    /** Returns what to call the recording in messages. */
    String name();

    /** Returns which of its channels are heard. */
    Sound.Channels channels();

    /**
     * A file of any size. It is not looked for before the recording is.
     *
     * @param path the file
     * @param channels which of its channels are heard
     */
    record OnDisk(Path path, Sound.Channels channels) implements SoundSource {

        /**
         * Checks that nothing is missing.
         *
         * @throws InvalidRequestException if an argument is null
         */
        public OnDisk {
            if (path == null || channels == null) {
                throw new InvalidRequestException(
                        "A recording was given without its path or its channels. Give the path of"
                                + " a file, and Channels.MIXED.");
            }
        }

        /** Hears all channels, mixed. */
        public OnDisk(Path path) {
            this(path, Sound.Channels.MIXED);
        }

        /** Returns the path as it was given. */
        @Override
        public String name() {
            return path.toString();
        }
    }

    /**
     * An encoded file, not yet looked into.
     *
     * @param sound the file
     */
    record InMemory(Sound sound) implements SoundSource {

        /**
         * Checks that there is one.
         *
         * @throws InvalidRequestException if {@code sound} is null
         */
        public InMemory {
            if (sound == null) {
                throw new InvalidRequestException(
                        "A recording was given as null. Give the bytes of a file.");
            }
        }

        @Override
        public String name() {
            return sound.name();
        }

        @Override
        public Sound.Channels channels() {
            return sound.channels();
        }
    }
}
