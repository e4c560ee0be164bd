package io.mingle.host.launch;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * A jar that carries bundles, which may lie inside another jar: whoever loads classes from there,
 * such as Spring Boot, opens it, too.
 *
 * @param root its address, with {@code !/} at the end
 */
record CarryingJar(URL root) {

    /** Takes a file. */
    static CarryingJar of(Path file) {
        try {
            return new CarryingJar(new URL("jar:" + file.toUri() + "!/"));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(file.toString(), e);
        }
    }

    /**
     * Opens it; to be closed.
     *
     * @throws IOException if it cannot be read, or whoever loads it does not open it as a jar
     */
    JarFile open() throws IOException {
        URLConnection connection = root.openConnection();
        // A jar that stays open in a cache could not be replaced on Windows.
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            return jar.getJarFile();
        }
        throw new IOException("it is not read as a jar but by " + connection.getClass().getName());
    }

    /** Names the file, or, where it lies inside another, where. */
    @Override
    public String toString() {
        String address = root.toString();
        String inside = address.substring("jar:".length(), address.length() - "!/".length());
        return inside.startsWith("file:") && !inside.contains("!/")
                ? Path.of(URI.create(inside)).toString()
                : inside;
    }
}
