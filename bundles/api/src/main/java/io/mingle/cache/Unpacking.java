package io.mingle.cache;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Copies what a bundle carries into the cache. */
public final class Unpacking {

    private Unpacking() {}

    /**
     * Copies a file into a folder unless one of its name is there already, which is taken as it is.
     * It appears whole or not at all, so that several processes may do this at once.
     *
     * @param carried where it is read from; null for what is not there
     * @param folder exists
     * @param name of the file
     * @throws IOException if the bundle lacks it, or the folder cannot be written
     */
    public static void copy(URL carried, Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        if (carried == null) {
            throw new IOException("the bundle lacks " + name);
        }
        Path unfinished = Files.createTempFile(folder, name, ".unpacking");
        try (InputStream in = carried.openStream()) {
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
