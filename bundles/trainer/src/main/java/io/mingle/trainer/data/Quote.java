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
            int at = question.indexOf(matcher.group(1));
            if (at >= 0) {
                quotes.add(new Quote(matcher.start(1), matcher.end(1), at));
            }
        }
        return quotes;
    }
}
