package io.mingle.gui.action;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads values as models write them: JSON, Python's literals, arguments of calls, with quotes and
 * punctuation of any width, tags around coordinates, and words without quotes.
 */
final class ValueReader {

    private static final int DEEPEST = 12;

    /** What is the same number when it is written again; 007 and 50 % may be meant as texts. */
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9]\\d{0,11})(?:\\.\\d{0,40})?");

    private final String text;
    private int at;
    private int depth;

    ValueReader(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** What was being read does not end, or is not one. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** Returns where the next character is. */
    int position() {
        return at;
    }

    /** Returns the ASCII character that stands for one of full width; quotes stay as they are. */
    static char fold(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E' && c != '\uFF02' && c != '\uFF07') {
            return (char) (c - 0xFEE0);
        }
        return switch (c) {
            case '\u3000', '\u00A0' -> ' ';
            case '\u3001' -> ',';
            case '\u3010' -> '[';
            case '\u3011' -> ']';
            default -> c;
        };
    }

    /** Reads {@code (a, b=c)} from its opening parenthesis on; names are folded. */
    Map<String, Object> arguments() throws Malformed {
        return entries(')');
    }

    /** Reads {@code {"a": b}} from its brace on; names are folded. */
    Map<String, Object> object() throws Malformed {
        return entries('}');
    }

    private Map<String, Object> entries(char close) throws Malformed {
        enter();
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int place = 0; !ends(close); ) {
            Object value = value();
            skip();
            char next = peek();
            if (value instanceof String || value instanceof BigDecimal) {
                if (next == '=' || next == ':') {
                    at++;
                    entries.put(Call.fold(value.toString()), value());
                    continue;
                }
            }
            entries.put(Integer.toString(place++), value);
        }
        depth--;
        return entries;
    }

    private List<Object> list(char close) throws Malformed {
        enter();
        List<Object> values = new ArrayList<>();
        while (!ends(close)) {
            values.add(value());
        }
        depth--;
        return values;
    }

    private void enter() throws Malformed {
        at++;
        if (++depth > DEEPEST) {
            throw new Malformed("it is nested more than " + DEEPEST + " deep");
        }
    }

    /** Skips what separates values; takes the closing character if it is there. */
    private boolean ends(char close) throws Malformed {
        skip();
        while (peek() == ',' || peek() == ';') {
            at++;
            skip();
        }
        if (at >= text.length()) {
            throw new Malformed("the closing '" + close + "' is missing");
        }
        if (peek() == close) {
            at++;
            return true;
        }
        if (peek() == ')' || peek() == ']' || peek() == '}') {
            throw new Malformed("'" + peek() + "' stands where '" + close + "' was expected");
        }
        return false;
    }

    private Object value() throws Malformed {
        skip();
        if (at >= text.length()) {
            throw new Malformed("a value is missing at its end");
        }
        char c = peek();
        if (c == '{') {
            return object();
        }
        if (c == '[' || c == '(') {
            return list(c == '[' ? ']' : ')');
        }
        char closing = closingQuote(text.charAt(at));
        return closing != 0 ? quoted(closing) : word();
    }

    private static char closingQuote(char c) {
        return switch (c) {
            case '"', '\'', '`', '\uFF02', '\uFF07' -> c;
            case '\u201C', '\u201D', '\u201E' -> '\u201D';
            case '\u2018', '\u2019' -> '\u2019';
            case '\u300C' -> '\u300D';
            default -> 0;
        };
    }

    /** A quote in the middle of a text, which nobody escaped, does not end it. */
    private String quoted(char closing) throws Malformed {
        StringBuilder read = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                escape(read);
            } else if (c == closing && isEnd(at + 1)) {
                at++;
                return read.toString();
            } else {
                read.append(c);
            }
        }
        throw new Malformed("the closing quote is missing");
    }

    private boolean isEnd(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(fold(text.charAt(next)))) {
            next++;
        }
        return next >= text.length() || ",;)]}:=<".indexOf(fold(text.charAt(next))) >= 0;
    }

    private void escape(StringBuilder read) {
        char c = text.charAt(++at);
        switch (c) {
            case 'n' -> read.append('\n');
            case 't' -> read.append('\t');
            case 'r' -> read.append('\r');
            case '"', '\'', '\\', '/' -> read.append(c);
            case 'u' -> {
                String digits = text.substring(at + 1, Math.min(text.length(), at + 5));
                if (digits.matches("[0-9a-fA-F]{4}")) {
                    read.append((char) Integer.parseInt(digits, 16));
                    at += 4;
                } else {
                    read.append("\\u");
                }
            }
            default -> read.append('\\').append(c);
        }
    }

    private Object word() throws Malformed {
        int from = at;
        while (at < text.length() && ",;)]}=:\n<".indexOf(peek()) < 0) {
            at++;
        }
        StringBuilder folded = new StringBuilder();
        text.substring(from, at).chars().forEach(c -> folded.append(fold((char) c)));
        String word = folded.toString().strip();
        if (word.isEmpty()) {
            throw new Malformed("a value is missing before '" + peek() + "'");
        }
        if (!NUMBER.matcher(word).matches()) {
            // What was written in full width without quotes stays so.
            return text.substring(from, at).strip();
        }
        return new BigDecimal(word.endsWith(".") ? word + "0" : word);
    }

    private char peek() {
        return at < text.length() ? fold(text.charAt(at)) : 0;
    }

    /** Skips spaces and tags, such as those around coordinates. */
    private void skip() {
        while (at < text.length()) {
            if (Character.isWhitespace(peek())) {
                at++;
            } else if (peek() == '<') {
                int end = text.indexOf('>', at);
                if (end < 0 || end - at > 24) {
                    return;
                }
                at = end + 1;
            } else {
                return;
            }
        }
    }
}
