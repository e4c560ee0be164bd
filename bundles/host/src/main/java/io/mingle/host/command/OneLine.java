package io.mingle.host.command;

/** Texts of others, such as models and pages, as a part of a line. */
final class OneLine {

    private static final int MOST = 1000;

    private OneLine() {}

    /** Returns a text without what would move the cursor; a long one in short. */
    static String of(CharSequence text) {
        String line = text.toString().replaceAll("[\\p{Cc}\\s]+", " ").strip();
        return line.length() > MOST ? line.substring(0, MOST) + "…" : line;
    }
}
