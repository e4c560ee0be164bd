package io.mingle.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a list of shards names a file: by a path below the folder of the list, with slashes. */
final class ShardName {

    /**
     * No step up, none to a root or a drive, on any system: a folder that is read here is read
     * everywhere.
     */
    private static final Pattern INSIDE =
            Pattern.compile(
                    "(?:(?!\\.\\.?/)[^/\\\\:\\p{Cntrl}]+/)*[^/\\\\:\\p{Cntrl}]+\\.safetensors");

    /** Longer paths no system has, and expressions would take too many steps for them. */
    private static final int LONGEST = 1024;

    private ShardName() {}

    /** Returns one and the same text for all ways to write a name. */
    static String plain(String name) {
        return name.length() > LONGEST
                ? name
                : Normalizer.normalize(name, Form.NFC).replaceFirst("^(?:\\./+)+", "");
    }

    /** Tells whether a name is one of a safetensors file in the folder or below it. */
    static boolean isInside(String name) {
        return name.length() <= LONGEST && INSIDE.matcher(name).matches();
    }

    /**
     * Finds the file. Letters with accents may be written in the list as one character and on the
     * disk as two, or the other way round.
     *
     * @param name a plain name inside of the folder
     */
    static Optional<Path> find(Path folder, String name) {
        Path file = folder;
        for (String step : name.split("/")) {
            Optional<Path> next = child(file, step);
            if (next.isEmpty()) {
                return next;
            }
            file = next.get();
        }
        return Optional.of(file);
    }

    private static Optional<Path> child(Path folder, String name) {
        try {
            Path child = folder.resolve(name);
            if (Files.exists(child)) {
                return Optional.of(child);
            }
        } catch (InvalidPathException e) {
            return Optional.empty(); // Not a name that this system can have.
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(it -> plain(it.getFileName().toString()).equals(name))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
