package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Expression;
import java.util.ArrayList;
import java.util.List;

/** Reads texts with values in braces: {@code f"{share:.1f} %"}. */
final class FormattedText {

    private FormattedText() {}

    static Expression of(String text, int line, int depth) {
        List<Expression> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean twice = i + 1 < text.length() && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && twice) {
                plain.append(c);
                i++;
            } else if (c == '{') {
                int end = end(text, i + 1, line);
                String before = plain.toString();
                plain.setLength(0);
                parts.add(scope -> before);
                parts.add(value(text.substring(i + 1, end), depth));
                i = end;
            } else {
                plain.append(c);
            }
        }
        String last = plain.toString();
        return scope -> {
            StringBuilder all = new StringBuilder();
            parts.forEach(it -> all.append(it.value(scope)));
            all.append(last);
            scope.meter.make(all.length());
            return all.toString();
        };
    }

    private static int end(String text, int from, int line) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        throw new Fault("line " + line + " has a text with a brace that is not closed");
    }

    private static Expression value(String source, int depth) {
        int colon = colon(source);
        String format = colon < 0 ? "" : source.substring(colon + 1);
        Expressions parser =
                new Expressions(
                        Lexer.of((colon < 0 ? source : source.substring(0, colon)).strip()));
        parser.nested(depth);
        Expression value = parser.expressions();
        if (parser.peek().kind() != Token.Kind.NEWLINE) {
            throw parser.unread();
        }
        return scope -> Values.formatted(value.value(scope), format, scope.meter);
    }

    /** Returns where the format begins, outside of brackets and texts. */
    private static int colon(String source) {
        int open = 0;
        char quote = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                open++;
            } else if (")]}".indexOf(c) >= 0) {
                open--;
            } else if (c == ':' && open == 0) {
                return i;
            }
        }
        return -1;
    }
}
