package io.mingle.document.internal.chart;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that comes behind its reasoning, in the tags that the model was taught: {@code
 * <thinking>}, {@code [think]}, {@code <answer>}, {@code \boxed}.
 *
 * @param answer the answer alone; all of the text where there are no tags
 * @param reasoning what stands before it
 */
record Reasoned(String answer, Optional<String> reasoning) {

    private static final Pattern THINKING =
            Pattern.compile("(?s)(?:<thinking>|\\[think\\])(.*?)(?:</thinking>|\\[/think\\]|\\z)");
    private static final Pattern ANSWER = Pattern.compile("(?s)<answer>(.*?)(?:</answer>|\\z)");
    private static final String BOXED = "\\boxed{";

    static Reasoned of(String text) {
        Matcher thinking = THINKING.matcher(text);
        boolean thinks = thinking.find();
        Optional<String> reasoning =
                thinks ? Optional.of(thinking.group(1).strip()) : Optional.empty();
        String rest = thinks ? text.substring(thinking.end()) : text;
        Matcher answer = ANSWER.matcher(rest);
        String said = answer.find() ? answer.group(1) : rest;
        // A model that ends within its thinking may have boxed its answer there.
        String where = said.isBlank() ? text : said;
        return new Reasoned(boxed(where).orElse(said).strip(), reasoning);
    }

    /** Returns what is in the last box, with the braces in it. */
    private static Optional<String> boxed(String text) {
        int begin = text.lastIndexOf(BOXED);
        if (begin < 0) {
            return Optional.empty();
        }
        int open = 1;
        int from = begin + BOXED.length();
        for (int i = from; i < text.length(); i++) {
            open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return Optional.of(text.substring(from, i));
            }
        }
        return Optional.of(text.substring(from));
    }
}
