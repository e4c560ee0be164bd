package io.mingle.nn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lines of a method's text, and the names that they use. */
final class Lines {

    private final List<String> lines = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String indent = "";

    void add(String line) {
        lines.add(indent + line);
    }

    /** Writes further lines below the last one. */
    void indented(Runnable block) {
        String outer = indent;
        indent = outer + "  ";
        block.run();
        indent = outer;
    }

    /** Returns a name that nothing has yet: this one, or else this one with a number. */
    String unused(String name) {
        return names.add(name) ? name : numbered(name, 2);
    }

    /** Returns a name with a number, which cannot be a word of the language. */
    String numbered(String stem) {
        return numbered(stem, 1);
    }

    private String numbered(String stem, int first) {
        int number = first;
        while (!names.add(stem + number)) {
            number++;
        }
        return stem + number;
    }

    /** Calls what the last line defines by another name. */
    String rename(String old, String wanted) {
        int last = lines.size() - 1;
        String start = indent + old + " = ";
        if (last < 0 || !lines.get(last).startsWith(start)) {
            throw new IllegalArgumentException(
                    "%s cannot be called %s any more. Name a value where it is made."
                            .formatted(old, wanted));
        }
        names.remove(old);
        String name = unused(wanted);
        lines.set(last, indent + name + " = " + lines.get(last).substring(start.length()));
        return name;
    }

    String text() {
        return String.join("\n", lines);
    }
}
