package io.mingle.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the documentation, and what stands on them. */
final class Pages {

    /** The root of the repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A path in bold or in a comment, and the block below it. */
    private static final Pattern LISTING =
            Pattern.compile(
                    "^(?:\\*\\*`([^`]+)`\\*\\*|<!-- (\\S+) -->)\n+```\\w*\n(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

    /** A file, or a part of it, as a page shows it. */
    record Listing(String file, String text) {}

    private Pages() {}

    /** Returns all pages that are written by hand. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(it -> it.toString().endsWith(".md"))
                    .filter(it -> !ROOT.relativize(it).toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns those in {@code docs}. */
    static List<Path> docs() throws IOException {
        return all().stream().filter(it -> it.startsWith(ROOT.resolve("docs"))).toList();
    }

    static List<Listing> listings(Path page) throws IOException {
        List<Listing> listings = new ArrayList<>();
        Matcher matcher = LISTING.matcher(Files.readString(page));
        while (matcher.find()) {
            String file = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            listings.add(new Listing(file, matcher.group(3)));
        }
        return listings;
    }
}
