package io.mingle.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an answer that is written as it stands in the question.
 *
 * @param from the first character of the part, from 0
 * @param end the character behind it
 * @param at where it begins in the question
 */
public record Quote(int from, int end, int at) {

    /** What stands in quotation marks, its first group. */
    public static final Pattern MARKED = Pattern.compile("[\"“]([^\"”]+)[\"”]");

    /** Finds what an answer has in quotation marks and the question says, too. */
    public static List<Quote> of(String question, String answer) {
        List<Quote> quotes = new ArrayList<>();
        Matcher matcher = MARKED.matcher(answer);
        while (matcher.find()) {
            int at = find(question, matcher.group(1));
            if (at >= 0) {
                quotes.add(new Quote(matcher.start(1), matcher.end(1), at));
            }
        }
        return quotes;
    }

    /** Finds a text as a word of its own, not as a part of another or of a decimal; else -1. */
    public static int find(String question, String text) {
        int at = question.indexOf(text);
        while (at >= 0 && isPart(question, at, at + text.length())) {
            at = question.indexOf(text, at + 1);
        }
        return at;
    }

    private static boolean isPart(String text, int from, int end) {
        return isLatin(text, from - 1) && isLatin(text, from)
                || isLatin(text, end - 1) && isLatin(text, end)
                || isDecimal(text, from - 1)
                || isDecimal(text, end);
    }

    private static boolean isLatin(String text, int at) {
        return at >= 0
                && at < text.length()
                && text.charAt(at) < 0x250
                && Character.isLetterOrDigit(text.charAt(at));
    }

    private static boolean isDecimal(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && text.charAt(at) == '.'
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }
}
