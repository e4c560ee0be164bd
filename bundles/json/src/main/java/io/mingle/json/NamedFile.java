package io.mingle.json;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the file that a text means, one rule for all that a person may type or write. */
public final class NamedFile {

    private static final Pattern ADDRESS =
            Pattern.compile("[a-z][a-z0-9+.-]+://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What Java makes of bytes that are no character. */
    private static final String REPLACEMENT = "\uFFFD";

    private NamedFile() {}

    /**
     * Finds the file. It need not exist, unless its name has bytes that are no text: Java cannot
     * write such a name, and can only use one that it has found.
     *
     * @param text a path, or an address that begins with {@code file:}
     * @param folder what relative paths are relative to; null to leave them relative
     * @return the path
     * @throws InvalidRequestException if it is another address, a data URL, or a name that no file
     *     can have
     */
    public static Path find(String text, Path folder) {
        if (text.regionMatches(true, 0, "file:", 0, 5)) {
            return ofAddress(text);
        }
        if (DataUrl.isMeant(text)) {
            throw new InvalidRequestException(
                    "'%s' is a data URL, and the path of a file or folder is wanted. Save what it holds to a file, and name that."
                            .formatted(Shortened.of(text)));
        }
        if (ADDRESS.matcher(text).matches()) {
            throw new InvalidRequestException(
                    "'%s' is an address, and nothing is fetched from the network. Download it first, and name the file."
                            .formatted(Shortened.of(text)));
        }
        try {
            Path path = folder == null ? Path.of(text) : folder.resolve(text);
            if (!text.contains(REPLACEMENT) || Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            if (!text.contains(REPLACEMENT)) {
                throw new InvalidRequestException(
                        "'%s' is no path. Name a file.".formatted(Shortened.of(text)));
            }
        }
        return search(text, folder)
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "'%s' has bytes that are not UTF-8 in its name, and no such file was found. Check the path, or rename the file."
                                                .formatted(Shortened.of(text))));
    }

    private static Path ofAddress(String text) {
        try {
            return Path.of(URI.create(text.replace(" ", "%20")));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "'%s' is no address of a file on this machine. Name its path."
                            .formatted(Shortened.of(text)));
        }
    }

    /** Goes down step by step, and takes the only child whose name Java would show as this one. */
    private static Optional<Path> search(String text, Path folder) {
        Path begin = text.startsWith("/") ? Path.of("/") : folder == null ? Path.of("") : folder;
        Path path = begin;
        for (String step : text.split("/+")) {
            if (step.isEmpty()) {
                continue;
            }
            Optional<Path> child =
                    step.contains(REPLACEMENT) ? shownAs(step, path) : child(path, step);
            if (child.isEmpty()) {
                return child;
            }
            path = child.get();
        }
        return Optional.of(path);
    }

    private static Optional<Path> child(Path folder, String name) {
        Path child = folder.resolve(name);
        return Files.exists(child) ? Optional.of(child) : Optional.empty();
    }

    private static Optional<Path> shownAs(String name, Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> found =
                    children.filter(it -> it.getFileName().toString().equals(name))
                            .limit(2)
                            .toList();
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
