package io.mingle.gui.episode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How near two texts are. */
final class Texts {

    private Texts() {}

    static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Tells whether one of them has the other in it, whatever the case. */
    static boolean contain(String one, String other) {
        String first = normal(one);
        String second = normal(other);
        return first.contains(second) || second.contains(first);
    }

    /** Returns the F1 score of the words; of the characters where there are no spaces. */
    static double f1(String one, String other) {
        List<String> first = words(one);
        List<String> second = new ArrayList<>(words(other));
        int all = first.size() + second.size();
        int shared = 0;
        for (String word : first) {
            shared += second.remove(word) ? 1 : 0;
        }
        return all == 0 ? 1 : 2.0 * shared / all;
    }

    private static List<String> words(String text) {
        String normal = normal(text);
        if (normal.isEmpty()) {
            return List.of();
        }
        boolean wide = normal.chars().anyMatch(it -> it >= 0x2E80);
        return List.of(normal.split(wide ? "" : "\\s+"));
    }

    /** Returns 1 less the edit distance (Levenshtein) by the length of the longer one. */
    static double likeness(String one, String other) {
        String first = normal(one);
        String second = normal(other);
        int longest = Math.max(first.length(), second.length());
        return longest == 0 ? 1 : 1 - (double) distance(first, second) / longest;
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
