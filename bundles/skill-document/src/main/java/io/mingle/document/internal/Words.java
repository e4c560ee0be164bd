package io.mingle.document.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text as they are compared: in lower case, without marks. Of scripts without blanks
 * between words, each character is one.
 */
public final class Words {

    private static final Pattern WORD =
            Pattern.compile(
                    "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]"
                        + "|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]]+(?:[.,][\\p{N}]+)*");

    private Words() {}

    /** Returns the words in their order. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher word =
                WORD.matcher(
                        Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    /** Counts words. */
    public static Map<String, Integer> counts(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(it -> counts.merge(it, 1, Integer::sum));
        return counts;
    }

    /** Returns how many of the words, each as often as it occurs, are among others, 0 to 1. */
    public static double found(List<String> words, List<String> among) {
        if (words.isEmpty()) {
            return 0;
        }
        Map<String, Integer> left = counts(among);
        int found = 0;
        for (String word : words) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                found++;
            }
        }
        return (double) found / words.size();
    }
}
