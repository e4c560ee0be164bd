package io.mingle.document.internal.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a program apart into words, with its indentation. */
final class Lexer {

    private static final int LONGEST = 20_000;
    private static final Pattern NUMBER =
            Pattern.compile("(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern SIGN =
            Pattern.compile("\\*\\*=?|//=?|[=!<>+\\-*/%]=|->|[-+*/%<>=()\\[\\]{},:.;]");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
    private int at;
    private int line = 1;
    private int open;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> of(String source) {
        if (source.length() > LONGEST) {
            throw new Fault("it has more than " + LONGEST + " characters");
        }
        Lexer lexer = new Lexer(source.replace("\r\n", "\n").replace("\t", "    "));
        lexer.all();
        return lexer.tokens;
    }

    private void all() {
        indentation();
        while (at < source.length()) {
            next();
        }
        add(Token.Kind.NEWLINE, "");
        while (indents.pop() > 0) {
            add(Token.Kind.DEDENT, "");
        }
        add(Token.Kind.END, "");
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private void next() {
        char c = source.charAt(at);
        if (c == '\n') {
            at++;
            if (open == 0) {
                add(Token.Kind.NEWLINE, "");
                line++;
                indentation();
            } else {
                line++;
            }
        } else if (c == ' ') {
            at++;
        } else if (c == '#') {
            skipLine();
        } else if (c == '\\' && source.startsWith("\\\n", at)) {
            at += 2;
            line++;
        } else if (!text()) {
            word();
        }
    }

    private void skipLine() {
        while (at < source.length() && source.charAt(at) != '\n') {
            at++;
        }
    }

    /** Blank lines and comments say nothing about indentation. */
    private void indentation() {
        while (at < source.length()) {
            int begin = at;
            while (at < source.length() && source.charAt(at) == ' ') {
                at++;
            }
            if (at < source.length() && source.charAt(at) == '#') {
                skipLine();
            }
            if (at < source.length() && source.charAt(at) == '\n') {
                at++;
                line++;
                continue;
            }
            indent(at - begin);
            return;
        }
    }

    private void indent(int width) {
        if (at < source.length() && width > indents.peek()) {
            indents.push(width);
            add(Token.Kind.INDENT, "");
        }
        while (width < indents.peek()) {
            indents.pop();
            add(Token.Kind.DEDENT, "");
        }
        if (at < source.length() && width != indents.peek()) {
            throw new Fault("line " + line + " is not indented like a line before");
        }
    }

    private void word() {
        if (match(NUMBER, Token.Kind.NUMBER) || match(NAME, Token.Kind.NAME)) {
            return;
        }
        if (!match(SIGN, Token.Kind.SIGN)) {
            throw new Fault("line " + line + " has '" + source.charAt(at) + "', which is not read");
        }
        String sign = tokens.get(tokens.size() - 1).text();
        open += "([{".contains(sign) ? 1 : 0;
        open -= open > 0 && ")]}".contains(sign) ? 1 : 0;
    }

    private boolean match(Pattern pattern, Token.Kind kind) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        add(kind, matcher.group());
        return true;
    }

    private boolean text() {
        int begin = at;
        boolean formatted = false;
        boolean raw = false;
        while (begin < source.length() && begin - at < 2 && isPrefix(source.charAt(begin))) {
            formatted |= Character.toLowerCase(source.charAt(begin)) == 'f';
            raw |= Character.toLowerCase(source.charAt(begin)) == 'r';
            begin++;
        }
        if (begin >= source.length() || "'\"".indexOf(source.charAt(begin)) < 0) {
            return false;
        }
        String quote = String.valueOf(source.charAt(begin));
        String end = source.startsWith(quote.repeat(3), begin) ? quote.repeat(3) : quote;
        at = begin + end.length();
        StringBuilder value = new StringBuilder();
        while (!source.startsWith(end, at)) {
            if (at >= source.length() || end.length() == 1 && source.charAt(at) == '\n') {
                throw new Fault("line " + line + " has a text without an end");
            }
            line += source.charAt(at) == '\n' ? 1 : 0;
            value.append(raw ? source.charAt(at++) : character());
        }
        at += end.length();
        add(formatted ? Token.Kind.FORMATTED : Token.Kind.TEXT, value.toString());
        return true;
    }

    private static boolean isPrefix(char c) {
        return "fFrRuU".indexOf(c) >= 0;
    }

    private char character() {
        char c = source.charAt(at++);
        if (c != '\\' || at >= source.length()) {
            return c;
        }
        char escaped = source.charAt(at++);
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}
