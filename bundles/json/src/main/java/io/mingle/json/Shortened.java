package io.mingle.json;

/** Texts from outside as they stand in messages: not longer than a person reads. */
public final class Shortened {

    private static final int MOST = 80;

    private Shortened() {}

    /**
     * Shortens a text.
     *
     * @param text any
     * @return the text, or its beginning and an ellipsis if it has more than {@value #MOST}
     *     characters
     */
    public static String of(String text) {
        return text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }
}
