package io.mingle.document.internal.chart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the program in what the model wrote: what is fenced, or else all of it. */
final class ProgramText {

    private static final Pattern FENCE =
            Pattern.compile("(?s)```(?:python|py)?[ \\t]*\\n(.*?)(?:```|\\z)");

    private ProgramText() {}

    static String of(String text) {
        Matcher fence = FENCE.matcher(text);
        return fence.find() ? fence.group(1).stripTrailing() : text.strip();
    }
}
