package io.mingle.json;

/** Texts from outside as they stand in messages: not longer than a person reads. */
final class Shortened {

    private static final int MOST = 80;

    private Shortened() {}

    static String of(String text) {
        return text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }
}
