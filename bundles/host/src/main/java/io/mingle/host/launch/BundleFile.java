package io.mingle.host.launch;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** A file that somebody names as a bundle. */
final class BundleFile {

    private BundleFile() {}

    /**
     * Sees that it is a jar, or a folder that a jar would be made of. Felix would only say that it
     * could not cache the bundle.
     *
     * @throws InvalidRequestException if it is missing or no bundle
     */
    static void check(Path bundle) {
        if (Files.isDirectory(bundle)) {
            if (!Files.isRegularFile(bundle.resolve(JarFile.MANIFEST_NAME))) {
                throw unusable(bundle, "is a folder without " + JarFile.MANIFEST_NAME, null);
            }
            return;
        }
        if (!Files.exists(bundle)) {
            throw unusable(bundle, "does not exist", null);
        }
        try {
            new JarFile(bundle.toFile(), false).close();
        } catch (IOException e) {
            throw unusable(bundle, "is no jar that can be read (" + e.getMessage() + ")", e);
        }
    }

    private static InvalidRequestException unusable(Path bundle, String found, Throwable cause) {
        return new InvalidRequestException(
                "'%s' was to be installed as a bundle and %s. Check the path, and build the bundle before."
                        .formatted(bundle, found),
                cause);
    }
}
