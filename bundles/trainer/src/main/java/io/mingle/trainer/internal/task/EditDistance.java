package io.mingle.trainer.internal.task;

import java.util.List;

/** How much has to be put in, taken out or exchanged (V. Levenshtein, 1965). */
public final class EditDistance {

    private EditDistance() {}

    /** Returns how many characters. */
    public static int of(String one, String other) {
        return of(characters(one), characters(other));
    }

    private static List<Character> characters(String text) {
        return text.chars().mapToObj(it -> (char) it).toList();
    }

    /** Returns how many elements, such as words. */
    public static int of(List<?> one, List<?> other) {
        int[] row = new int[other.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int exchanged = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.size()];
    }
}
