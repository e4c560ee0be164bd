package io.mingle.itests.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar of a bundle as somebody would bring it later: the same code, another header. */
public final class ChangedJar {

    private ChangedJar() {}

    /**
     * Copies a jar.
     *
     * @param jar what is copied; closed
     * @param to the new file
     * @param header the name of a header of the manifest
     * @param value what it is there
     * @return the new file
     */
    public static Path write(InputStream jar, Path to, String header, String value)
            throws IOException {
        try (JarInputStream from = new JarInputStream(jar)) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue(header, value);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry = from.getNextJarEntry();
                        entry != null;
                        entry = from.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    from.transferTo(out);
                }
            }
        }
        return to;
    }
}
