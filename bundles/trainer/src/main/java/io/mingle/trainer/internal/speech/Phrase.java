package io.mingle.trainer.internal.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A few words of one language behind one another, such as digits, a command, or both. */
record Phrase(Language language, List<SpokenWord> words) {

    Phrase {
        words = List.copyOf(words);
    }

    /** Draws a phrase of so many words; of each three words about one is a digit. */
    static Phrase of(SplittableRandom random, Language language, int count) {
        List<SpokenWord> words = new ArrayList<>();
        boolean digits = random.nextInt(4) == 0;
        while (words.size() < count) {
            words.add(word(random, digits || random.nextInt(4) == 0));
        }
        return new Phrase(language, words);
    }

    private static SpokenWord word(SplittableRandom random, boolean digit) {
        return SpokenWord.ALL.get(
                random.nextInt(digit ? SpokenWord.DIGITS : SpokenWord.ALL.size()));
    }

    /** Draws a language: of three phrases two are English, for which there are more voices. */
    static Language language(SplittableRandom random) {
        return random.nextInt(3) == 0 ? Language.CHINESE : Language.ENGLISH;
    }

    /** Returns it as it is written down, without marks. */
    String text() {
        return words.stream()
                .map(it -> it.in(language))
                .collect(Collectors.joining(language.between()));
    }

    /** Returns the phrase up to a word. */
    Phrase first(int count) {
        return new Phrase(language, words.subList(0, count));
    }

    /** Returns the label of each word. */
    long[] labels() {
        return words.stream().mapToLong(it -> it.label(language)).toArray();
    }
}
