package io.mingle.host.batch;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds where a line stops to be JSON (RFC 8259), and says what belongs there.
 *
 * <p>Only asked about lines that could not be read. A method that reads something returns whether
 * it is sound; if not, the fault has been told.
 */
final class JsonFault {

    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final int MAX_DEPTH = 1000;
    private static final int MAX_SHOWN = 20;

    private final String text;
    private int at;
    private String fault;

    private JsonFault(String text) {
        this.text = text;
    }

    /**
     * Describes the first fault.
     *
     * @param text what was meant to be JSON
     * @return for example {@code a comma or } was expected at column 12, where "b" stands}
     */
    static String of(String text) {
        JsonFault json = new JsonFault(text);
        if (json.value("a value", 0) && json.skipBlanks() < text.length()) {
            json.expect("the end of the line");
        }
        // A number of more than a thousand digits, or a name that is the same only when read.
        return json.fault == null
                ? "it has a number that is too long to be read, or a name twice"
                : json.fault;
    }

    private boolean value(String expected, int depth) {
        if (depth > MAX_DEPTH) {
            fault = "it is nested more than " + MAX_DEPTH + " deep";
            return false;
        }
        char next = next();
        if (next == '{') {
            return members(depth);
        }
        if (next == '[') {
            return elements(depth);
        }
        if (next == '"') {
            return string();
        }
        if (next == '-' || next >= '0' && next <= '9') {
            return number();
        }
        for (String word : new String[] {"true", "false", "null"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return true;
            }
        }
        return expect(expected);
    }

    private boolean members(int depth) {
        at++;
        if (next() == '}') {
            at++;
            return true;
        }
        String name = "a name in double quotes or }";
        Set<String> names = new HashSet<>();
        while (true) {
            if (next() != '"') {
                return expect(name);
            }
            int begin = at;
            if (!string()) {
                return false;
            }
            String found = text.substring(begin, at);
            if (!names.add(found)) {
                fault =
                        "the name %s stands twice, again at column %s"
                                .formatted(shown(found), column(begin));
                return false;
            }
            if (next() != ':') {
                return expect("a colon");
            }
            at++;
            if (!value("a value", depth + 1)) {
                return false;
            }
            char end = next();
            if (end != ',' && end != '}') {
                return expect("a comma or }");
            }
            at++;
            if (end == '}') {
                return true;
            }
            name = "a name in double quotes";
        }
    }

    private boolean elements(int depth) {
        at++;
        if (next() == ']') {
            at++;
            return true;
        }
        String expected = "a value or ]";
        while (true) {
            if (!value(expected, depth + 1)) {
                return false;
            }
            char end = next();
            if (end != ',' && end != ']') {
                return expect("a comma or ]");
            }
            at++;
            if (end == ']') {
                return true;
            }
            expected = "a value";
        }
    }

    private boolean string() {
        int begin = at++;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c < ' ') {
                return expect("an escape such as \\t");
            }
            if (c == '\\' && !escape()) {
                return false;
            }
        }
        fault = "the text in quotes that begins at column " + column(begin) + " does not end";
        return false;
    }

    /** Goes to the last character of an escape. */
    private boolean escape() {
        at++;
        if (at < text.length() && text.charAt(at) == 'u') {
            for (int i = 0; i < 4; i++) {
                at++;
                if (at >= text.length() || Character.digit(text.charAt(at), 16) < 0) {
                    return expect("a digit of 0 to f");
                }
            }
            return true;
        }
        boolean known = at < text.length() && "\"\\/bfnrt".indexOf(text.charAt(at)) >= 0;
        return known || expect("one of \" \\ / b f n r t u after a backslash");
    }

    private boolean number() {
        int begin = at;
        while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0 || isWordAt(at)) {
            at++;
        }
        String found = text.substring(begin, at);
        if (NUMBER.matcher(found).matches()) {
            return true;
        }
        fault = "%s at column %s is not a number".formatted(found, column(begin));
        return false;
    }

    /** Goes to the next character that means something and returns it; 0 at the end. */
    private char next() {
        return skipBlanks() < text.length() ? text.charAt(at) : 0;
    }

    private int skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private boolean expect(String expected) {
        fault = "%s was expected at column %s, %s".formatted(expected, column(at), found());
        return false;
    }

    private String found() {
        if (at >= text.length()) {
            return "where the line ends";
        }
        int end = at;
        while (isWordAt(end) && end - at < MAX_SHOWN) {
            end++;
        }
        int c = text.codePointAt(at);
        String shown = end > at ? text.substring(at, end) : Character.toString(c);
        return Character.isISOControl(c)
                ? "where the control character U+%04X stands".formatted(c)
                : "where " + shown + " stands";
    }

    private static String shown(String name) {
        return name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
    }

    private boolean isWordAt(int place) {
        return place < text.length() && Character.isLetterOrDigit(text.charAt(place));
    }

    /** Counts characters as a person does, from 1. */
    private int column(int place) {
        return text.codePointCount(0, place) + 1;
    }
}
