package io.mingle.video.internal.text;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the choices an answer means, as benchmarks of multiple choice tell: a letter, else the
 * exact text of a choice, else the longest text of a choice that it contains.
 */
public final class ChosenLetter {

    private static final int MOST_CHARACTERS = 10_000;

    /** In order: what is said to be the answer, in parentheses, at the beginning, by itself. */
    private static final List<Pattern> LETTERS =
            List.of(
                    Pattern.compile("\\\\boxed\\{\\s*\\(?([A-Z])\\)?[^a-z]"),
                    Pattern.compile(
                            "(?i:answer|option|choice)\\s*(?:(?i:is)\\s*|:\\s*){0,4}\\(?([A-Z])(?![A-Za-z'])"),
                    Pattern.compile("\\(([A-Z])\\)"),
                    Pattern.compile("^\\s*([A-Z])\\s*(?:[.):,：、]|$)", Pattern.MULTILINE),
                    // "A" and "I" inside a sentence are words.
                    Pattern.compile("(?<![A-Za-z'])([B-HJ-Z])(?![A-Za-z'])"));

    private ChosenLetter() {}

    /**
     * Tells which one is meant.
     *
     * @return its number from 0; empty if none is
     */
    public static OptionalInt of(String answer, List<String> choices) {
        String text = answer.substring(0, Math.min(answer.length(), MOST_CHARACTERS)).strip();
        for (Pattern pattern : LETTERS) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                int index = matcher.group(1).charAt(0) - 'A';
                if (index < choices.size()) {
                    return OptionalInt.of(index);
                }
            }
        }
        String said = plain(text);
        int best = -1;
        for (int i = 0; i < choices.size(); i++) {
            String choice = plain(choices.get(i));
            if (choice.equals(said)) {
                return OptionalInt.of(i);
            }
            boolean isLonger = best < 0 || choice.length() > plain(choices.get(best)).length();
            if (!choice.isEmpty() && isWithin(choice, said) && isLonger) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Whole words only: {@code 1} is not in {@code 10}. */
    private static boolean isWithin(String choice, String said) {
        return (" " + said + " ").contains(" " + choice + " ");
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\p{Punct}\\s]+", " ").strip();
    }
}
