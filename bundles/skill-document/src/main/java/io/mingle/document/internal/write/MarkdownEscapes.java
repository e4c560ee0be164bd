package io.mingle.document.internal.write;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes words that are no Markdown, from a text layer or an Office file, so that they are shown as
 * they are (CommonMark 0.31, 2.4).
 */
final class MarkdownEscapes {

    private static final Pattern MARKS = Pattern.compile("[\\\\`*_\\[\\]<$~]|&(?=#?\\w+;)");

    /** What makes of a line a heading, a quotation, an item, a rule or a table. */
    private static final Pattern BEGINNING =
            Pattern.compile("(?m)^[ \\t]*(?:([#>|:=+-])|(\\d{1,9})([.)]))");

    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\t]+");

    /** How items of lists begin, which is meant. */
    private static final Pattern ITEM = Pattern.compile("^ *(?:[-*+]|\\d{1,9}[.)]) ");

    private MarkdownEscapes() {}

    /** Returns a text of several lines. */
    static String text(String text) {
        String words = INDENT.matcher(words(text)).replaceAll("");
        return BEGINNING
                .matcher(words)
                .replaceAll(
                        it ->
                                it.group(1) != null
                                        ? "\\\\" + it.group(1)
                                        : it.group(2) + "\\\\" + it.group(3));
    }

    /** Returns a list, a line for each item. */
    static String list(String text) {
        StringBuilder all = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            Matcher item = ITEM.matcher(line);
            int begin = item.find() ? item.end() : 0;
            all.append(all.isEmpty() ? "" : "\n");
            all.append(line, 0, begin).append(text(line.substring(begin)));
        }
        return all.toString();
    }

    /** Returns words within a line. */
    static String words(String text) {
        return MARKS.matcher(text).replaceAll("\\\\$0");
    }
}
