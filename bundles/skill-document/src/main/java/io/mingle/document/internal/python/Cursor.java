package io.mingle.document.internal.python;

import java.util.List;

/** The words of a program, one after the other. */
class Cursor {

    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token take() {
        return tokens.get(at++);
    }

    boolean takes(String sign) {
        if (peek().is(sign)) {
            at++;
            return true;
        }
        return false;
    }

    void need(String sign) {
        if (!takes(sign)) {
            throw unread();
        }
    }

    int place() {
        return at;
    }

    void back(int place) {
        at = place;
    }

    Fault unread() {
        String text = peek().text();
        return new Fault(
                "line %s has %s, where that is not read"
                        .formatted(peek().line(), text.isBlank() ? "its end" : "'" + text + "'"));
    }

    String name() {
        Token token = take();
        if (token.kind() != Token.Kind.NAME || Keywords.KEPT.contains(token.text())) {
            at--;
            throw unread();
        }
        if (token.text().startsWith("_") && token.text().length() > 1) {
            throw new Fault(
                    "line %s has the name '%s', and none may begin with an underscore"
                            .formatted(token.line(), token.text()));
        }
        return token.text();
    }

    /** Tells whether the word behind the next one is a sign. */
    boolean isFollowedBy(String sign) {
        return tokens.get(at + 1).is(sign);
    }
}
