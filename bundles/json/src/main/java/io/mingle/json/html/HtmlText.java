package io.mingle.json.html;

/** Writes texts into HTML. Whatever is in a text, it stays a text. */
public final class HtmlText {

    private HtmlText() {}

    /**
     * Escapes a text for its place between tags and in quoted attributes.
     *
     * @param text any; characters that HTML cannot have become U+FFFD
     * @return what shows that text
     */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        it -> {
                            switch (it) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                case '\'' -> escaped.append("&#39;");
                                default -> escaped.appendCodePoint(isAllowed(it) ? it : 0xFFFD);
                            }
                        });
        return escaped.toString();
    }

    /** HTML has no way to write control characters, nor halves of characters. */
    private static boolean isAllowed(int character) {
        boolean half = character >= 0xD800 && character <= 0xDFFF;
        return !half
                && (!Character.isISOControl(character) || character == '\n' || character == '\t');
    }
}
