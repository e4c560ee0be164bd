package io.mingle.host.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes jars like the distribution, with contents of the test's choosing. */
final class HostJar {

    private HostJar() {}

    static Path write(Path file, Map<String, byte[]> entries) throws IOException {
        return write(file, new Manifest(), entries);
    }

    static Path write(Path file, Manifest manifest, Map<String, byte[]> entries)
            throws IOException {
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }
}
