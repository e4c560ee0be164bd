package io.mingle.trainer.internal.speech;

import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.internal.task.EditDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Counts wrong words as recognition does: those that have to be put in, taken out or exchanged. Of
 * Chinese each character is a word.
 */
final class WordErrors {

    private WordErrors() {}

    /**
     * Compares an answer with what was said.
     *
     * @param answer with the language and a tab in front, or without
     * @return the wrong words, of those that were said
     */
    static Amount of(Phrase said, String answer) {
        List<String> wanted = parts(said.text());
        return new Amount(
                EditDistance.of(wanted, parts(answer.substring(answer.indexOf('\t') + 1))),
                wanted.size());
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            boolean ideographs = word.codePoints().allMatch(Character::isIdeographic);
            parts.addAll(ideographs ? Arrays.asList(word.split("")) : List.of(word));
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
