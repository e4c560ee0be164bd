package io.mingle.engine.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The list of files and sizes that an unpacked folder carries, so that damage is noticed. */
final class Contents {

    private static final String LIST = "contents.properties";

    private Contents() {}

    /** Writes the list of the files that are in the folder now, and returns their size in bytes. */
    static long record(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        if (files.isEmpty()) {
            throw new IOException("the archive has no libraries in it");
        }
        long bytes = 0;
        Properties sizes = new Properties();
        for (Path file : files) {
            long size = Files.size(file);
            bytes += size;
            sizes.setProperty(file.getFileName().toString(), Long.toString(size));
        }
        try (Writer writer = Files.newBufferedWriter(folder.resolve(LIST))) {
            sizes.store(writer, null);
        }
        return bytes;
    }

    /** Returns true when every file of the list is there with its size. */
    static boolean complete(Path folder) {
        Properties sizes = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(LIST))) {
            sizes.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
        return !sizes.isEmpty()
                && sizes.stringPropertyNames().stream()
                        .allMatch(name -> has(folder.resolve(name), sizes.getProperty(name)));
    }

    private static boolean has(Path file, String size) {
        try {
            return Long.toString(Files.size(file)).equals(size);
        } catch (IOException e) {
            return false;
        }
    }
}
