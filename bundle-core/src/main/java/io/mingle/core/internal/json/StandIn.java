package io.mingle.core.internal.json;

import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a download that went amiss leaves in the place of a file. */
public enum StandIn {
    /** Nothing at all. */
    EMPTY("is empty", "are empty", "download %s again"),

    /** The text that Git keeps for a file of Git LFS. */
    LFS_POINTER(
            "is a Git LFS pointer, not the file",
            "are Git LFS pointers, not the files",
            "fetch %s with 'git lfs pull' in that folder"),

    /** A page about the file, or one that asks to sign in. */
    WEB_PAGE(
            "is a web page, not the file",
            "are web pages, not the files",
            "download %s from the address of the file, not of the page about it");

    private static final int SEEN_BYTES = 512;
    private static final int MAX_NAMES = 3;

    private final String one;
    private final String many;
    private final String remedy;

    StandIn(String one, String many, String remedy) {
        this.one = one;
        this.many = many;
        this.remedy = remedy;
    }

    /**
     * Looks at the beginning of a file.
     *
     * @param file an existing file
     * @return what it is instead of any file of a model; nothing if it cannot be read, which
     *     whoever reads it will tell
     */
    public static Optional<StandIn> at(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(SEEN_BYTES));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<StandIn> of(byte[] beginning) {
        if (beginning.length == 0) {
            return Optional.of(EMPTY);
        }
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        if (text.startsWith("version https://") && text.contains("\noid sha256:")) {
            return Optional.of(LFS_POINTER);
        }
        String tag = text.replaceFirst("^(?:\u00EF\u00BB\u00BF)?\\s*", "").toLowerCase(Locale.ROOT);
        return tag.startsWith("<!doctype") || tag.startsWith("<html")
                ? Optional.of(WEB_PAGE)
                : Optional.empty();
    }

    /**
     * Refuses a file in whose place something else lies.
     *
     * @param file an existing file
     * @throws BrokenModelException that says what lies there and what to do
     */
    public static void refuse(Path file) {
        at(file).ifPresent(
                        found -> {
                            throw new BrokenModelException(
                                    found.of(List.of(file.toString())) + ".");
                        });
    }

    /**
     * Says in one sentence what lies in the place of several files.
     *
     * @param names of the files, printable, at least one
     * @return the sentence without a full stop; the first three are named
     */
    public String of(List<String> names) {
        List<String> first = names.stream().limit(MAX_NAMES).toList();
        String listed = String.join(", ", first);
        if (names.size() > MAX_NAMES) {
            listed += " and " + (names.size() - MAX_NAMES) + " more";
        }
        boolean single = names.size() == 1;
        return "%s %s; %s"
                .formatted(listed, single ? one : many, remedy.formatted(single ? "it" : "them"));
    }
}
