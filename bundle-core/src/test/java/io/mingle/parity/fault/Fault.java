package io.mingle.parity.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fault that Mingle might have: a piece of its text is another.
 *
 * @param name of the fault, for people
 * @param stage that has to catch it
 * @param where the text stands: the simple name of a Java class, or the name of a method of a
 *     program; {@code *} for all methods
 * @param text what is replaced; occurs there once
 * @param instead what stands in its place
 */
record Fault(String name, String stage, String where, String text, String instead) {

    private static final String ALL_METHODS = "*";

    /** Further lines of a replacement are indented as the methods of a program are. */
    private static final String NEXT_LINE = "\n    ";

    /**
     * Reads the faults of a part from the resource {@code /faults/PART.txt}: a name, {@code caught
     * by STAGE}, {@code in WHERE}, {@code - TEXT}, and lines of {@code + INSTEAD}; then an empty
     * line.
     */
    static List<Fault> read(String part) {
        try (InputStream in = Fault.class.getResourceAsStream("/faults/" + part + ".txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("\n\n")).map(Fault::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault parse(String entry) {
        List<String> lines = entry.lines().toList();
        return new Fault(
                lines.get(0),
                after("caught by ", lines.get(1)),
                after("in ", lines.get(2)),
                after("- ", lines.get(3)),
                lines.stream()
                        .skip(4)
                        .map(line -> after("+ ", line))
                        .collect(Collectors.joining(NEXT_LINE)));
    }

    private static String after(String start, String line) {
        if (!line.startsWith(start)) {
            throw new AssertionError("\"" + line + "\" has to start with \"" + start + "\"");
        }
        return line.substring(start.length());
    }

    /** Returns whether it is one of a Java class, not one of a program. */
    boolean ofClass() {
        return Character.isUpperCase(where.charAt(0));
    }

    /** Returns whether it is one of this method of a program, as far as the name tells. */
    boolean ofMethod(String method) {
        return where.equals(ALL_METHODS) || method.startsWith("  def " + where + "(");
    }

    /**
     * Returns a text with the fault.
     *
     * @throws AssertionError if it does not contain what is to be replaced exactly once
     */
    String in(String whole) {
        int at = whole.indexOf(text);
        if (at < 0 || whole.indexOf(text, at + 1) >= 0) {
            throw new AssertionError(
                    "%s: \"%s\" has to occur once in %s:\n%s".formatted(name, text, where, whole));
        }
        return whole.replace(text, instead);
    }
}
