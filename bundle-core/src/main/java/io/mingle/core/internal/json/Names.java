package io.mingle.core.internal.json;

/** Makes names that came from outside fit for a message: short, on one line, printable. */
public final class Names {

    private static final int MAX_CHARS = 160;

    private Names() {}

    /**
     * Quotes a name.
     *
     * @param name any text
     * @return the name in double quotes, shortened, control characters replaced
     */
    public static String quote(String name) {
        return '"' + shorten(name) + '"';
    }

    /**
     * Shortens a text to one printable line.
     *
     * @param text any text
     * @return at most 160 characters and an ellipsis
     */
    public static String shorten(String text) {
        StringBuilder line = new StringBuilder();
        int at = 0;
        while (at < text.length() && line.length() < MAX_CHARS) {
            int c = text.codePointAt(at);
            line.appendCodePoint(printable(c) ? c : '?');
            at += Character.charCount(c);
        }
        return at < text.length() ? line.append('…').toString() : line.toString();
    }

    private static boolean printable(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
