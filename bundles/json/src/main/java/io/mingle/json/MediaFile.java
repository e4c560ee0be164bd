package io.mingle.json;

import java.nio.file.Path;

/** An encoded file of a picture, a sound or a video that arguments name. */
public sealed interface MediaFile {

    /**
     * A file on this machine; for a video also a folder with one picture for each frame.
     *
     * @param path where it is
     */
    record OnDisk(Path path) implements MediaFile {}

    /**
     * A file that was sent.
     *
     * @param name what to call it in messages
     * @param bytes the encoded file; shared, not copied
     */
    record InMemory(String name, byte[] bytes) implements MediaFile {}
}
