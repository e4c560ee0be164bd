package io.mingle.document.internal.python;

/**
 * A word of a program.
 *
 * @param kind what it is
 * @param text its characters; of a text what it stands for
 * @param line in which it stands, from 1
 */
record Token(Kind kind, String text, int line) {

    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        FORMATTED,
        SIGN,
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }
}
