package io.mingle.video.internal.subtitle;

import java.util.regex.Pattern;

/** Takes the marks of the forms of subtitles out of their text. */
final class PlainText {

    /** {@code <i>}, {@code <v Name>}, {@code <00:01.000>}; not {@code a < b}. */
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z0-9][^<>]{0,200}>");

    /** {@code {\an8}}; words in braces stay. */
    private static final Pattern OVERRIDE = Pattern.compile("\\{\\\\[^{}]{0,500}\\}");

    private static final Pattern BREAK = Pattern.compile("\\\\[Nn]|\\\\h");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private PlainText() {}

    /** Returns the words on one line. */
    static String of(String text) {
        String bare = OVERRIDE.matcher(text).replaceAll("");
        bare = BREAK.matcher(bare).replaceAll(" ");
        bare = TAG.matcher(bare).replaceAll("");
        bare =
                bare.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&nbsp;", " ")
                        .replace("&lrm;", "")
                        .replace("&rlm;", "")
                        .replace("&amp;", "&");
        return BLANKS.matcher(bare).replaceAll(" ").strip();
    }
}
